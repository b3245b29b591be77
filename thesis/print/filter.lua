-- What pandoc's Typst does not say by itself: boxes, notes, alternative texts, captions, numbers.
-- Lines are not broken: a number at the start of one would begin a list.
local unbroken = pandoc.WriterOptions { wrap_text = 'none' }

local function typst(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), 'typst', unbroken):gsub('%s+$', '')
end

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('%s+', ' ') .. '"'
end

local function picture(image)
  local width = image.attributes.width or ''
  local pixels = width:match('^([%d.]+)px$') or width:match('^([%d.]+)$')
  width = pixels and pixels * 0.75 .. 'pt' or width:gsub('em$', 'em')
  return string.format('image(%s, alt: %s%s)', quoted(image.src),
    quoted(pandoc.utils.stringify(image.caption)), width ~= '' and ', width: ' .. width or '')
end

local main = {}

function main.Figure(figure)
  local shown
  figure:walk { RawInline = function(raw)
    shown = shown or raw.text:match('^#box%((image.*)%)$')
  end }
  if not shown then return nil end
  local caption, legend = pandoc.List(), pandoc.List()
  for _, block in ipairs(figure.caption.long) do
    if block.t == 'Div' then legend:extend(block.content) else caption:insert(block) end
  end
  return pandoc.RawBlock('typst', string.format(
    '#exhibit(%s, [%s], [%s])\n', shown, typst(caption), typst(legend)))
end

function main.Image(image)
  return pandoc.RawInline('typst', '#box(' .. picture(image) .. ')')
end

function main.Math(math)
  local block = math.mathtype == 'DisplayMath'
  return pandoc.RawInline('typst', string.format('#math.equation(alt: %s, block: %s, %s.body)',
    quoted(math.text), block, typst { pandoc.Plain { math } }))
end

-- An empty span is a place that links lead to.
function main.Span(span)
  if span.identifier ~= '' and #span.content == 0 then
    return pandoc.RawInline('typst', '#metadata(none)<' .. span.identifier .. '>')
  end
  if span.attributes.lang then
    return pandoc.RawInline('typst', '#text(lang: "' .. span.attributes.lang .. '")['
      .. typst(pandoc.Plain(span.content)) .. ']')
  end
end

-- Typst ends a term with its line. No page ends within a short entry.
function main.DefinitionList(list)
  local entries = pandoc.List()
  for _, item in ipairs(list.content) do
    local entry = pandoc.DefinitionList { { pandoc.Inlines(item[1]):walk { LineBreak = function()
      return pandoc.RawInline('typst', '#linebreak()')
    end }, item[2] } }
    local short = #pandoc.utils.stringify(entry) < 1200
    entries:extend(short and { pandoc.RawBlock('typst', '#entry['), entry,
      pandoc.RawBlock('typst', ']') } or { entry })
  end
  return entries
end

-- A table of many columns or words is set smaller, one of very many columns on a turned page; a
-- short one stays whole. The line under it goes with it.
function main.Blocks(blocks)
  local done = pandoc.List()
  local function open(text) done:insert(pandoc.RawBlock('typst', text)) end
  local function row_count(table)
    local count = 0
    for _, body in ipairs(table.bodies) do count = count + #body.body end
    return count
  end
  local function has_tall_row(table)  -- of more lines than half a page has, it may be torn
    local tall = false
    for _, body in ipairs(table.bodies) do
      for _, row in ipairs(body.body) do
        for i, cell in ipairs(row.cells) do
          local width = (table.colspecs[i] or {})[2] or 1 / #table.colspecs
          tall = tall or #pandoc.utils.stringify(cell.contents) > 40 * 80 * width
        end
      end
    end
    return tall
  end
  local i = 1
  while blocks[i] do
    local block, line = blocks[i], blocks[i + 1]
    if block.t == 'Table' then
      local columns = #block.colspecs
      local small = columns > 7 or block.classes:includes('dense')
      local whole = columns <= 12 and row_count(block) <= 15
      local torn = has_tall_row(block)
      if torn then open('#breakable-rows[') end
      if whole then open('#whole[') end
      if small then open(string.format('#many-columns(%d)[', columns)) end
      done:insert(block)
      if small then open(']') end
      if line and line.t == 'RawBlock' and line.text:match('^#source%-line') then
        done:insert(line)
        i = i + 1
      end
      if whole then open(']') end
      if torn then open(']') end
    else
      done:insert(block)
    end
    i = i + 1
  end
  return done
end

-- Which function of template.typ sets which class of the web page.
local styles = {
  ['source-line'] = 'source-line', bibliography = 'references', ['citation-list'] = 'references',
  ['deciding-notes'] = 'references',
  rubric = 'rubric', ['fact-register'] = 'register', admonition = 'boxed', ['sd-card'] = 'boxed',
  sidebar = 'boxed', topic = 'boxed', ['admonition-title'] = 'box-title',
  ['sidebar-title'] = 'box-title', ['topic-title'] = 'box-title', ['sd-card-title'] = 'box-title',
  ['sd-tab-label'] = 'box-title',
  attribution = 'attribution', ['literal-block-wrapper'] = 'listing',
  ['code-block-caption'] = 'listing-caption',
}

local function numbered(div)
  local number
  local rest = div:walk { Span = function(span)
    if span.classes:includes('eqno') then
      number = typst { pandoc.Plain(span.content) }
      return {}
    end
  end }
  return number and pandoc.RawBlock('typst', string.format('#numbered[%s][%s]\n',
    typst(rest.content), number))
end

function main.Div(div)
  if div.classes:includes('math') then return numbered(div) or div.content end
  for class, style in pairs(styles) do
    if div.classes:includes(class) and not div.classes:includes('hide') then
      return pandoc.RawBlock('typst', '#' .. style .. '[' .. typst(div.content) .. ']\n')
    end
  end
  if div.attributes.lang then
    return pandoc.RawBlock('typst', '#text(lang: "' .. div.attributes.lang .. '")['
      .. typst(div.content) .. ']#parbreak()\n')
  end
  if div.classes:includes('legend') then return nil end  -- the figure around it needs it
  return div.content:map(function(block)  -- a Div would become a block, in which no page can break
    return block.t == 'Plain' and pandoc.Para(block.content) or block
  end)
end

-- Footnotes stand at the end of a web page: each goes to the first place that names it.
local function footnotes(document)
  local texts, placed = {}, {}
  document = document:walk { Div = function(div)
    if div.attributes.note then
      texts[div.attributes.note] = typst(pandoc.Pandoc(div.content):walk(main).blocks)
      return {}
    end
  end }
  return document:walk { Link = function(link)
    local name = link.target:sub(2)
    if not link.classes:includes('footnote-reference') or not texts[name] then return nil end
    local first = not placed[name]
    placed[name] = true
    return pandoc.RawInline('typst', first
      and string.format('#note(<%s>)[%s]', name, texts[name])
      or string.format('#footnote(<%s>)', name))
  end }
end

return { { Pandoc = footnotes }, main }
