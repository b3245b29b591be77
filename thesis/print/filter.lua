-- Figures keep their alternative text, and their source line stands below the caption.
local function typst(blocks)
  return pandoc.write(pandoc.Pandoc(blocks), 'typst'):gsub('%s+$', '')
end

local function quoted(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('%s+', ' ') .. '"'
end

function Figure(figure)
  local source, alt
  figure:walk { Image = function(image)
    source, alt = image.src, pandoc.utils.stringify(image.caption)
  end }
  if not source then return nil end
  local caption, legend = pandoc.List(), pandoc.List()
  for _, block in ipairs(figure.caption.long) do
    if block.t == 'Div' then legend:extend(block.content) else caption:insert(block) end
  end
  return pandoc.RawBlock('typst', string.format(
    '#exhibit(image(%s, alt: %s), [%s], [%s])\n',
    quoted(source), quoted(alt), typst(caption), typst(legend)))
end

-- An empty span is a place that links lead to.
function Span(span)
  if span.identifier ~= '' and #span.content == 0 then
    return pandoc.RawInline('typst', '#metadata(none)<' .. span.identifier .. '>')
  end
  if span.attributes.lang then
    return pandoc.RawInline('typst', '#text(lang: "' .. span.attributes.lang .. '")['
      .. typst(pandoc.Plain(span.content)) .. ']')
  end
end

-- Which function of print.typ sets which class of the web page.
local styles = {
  ['source-line'] = 'source-line', bibliography = 'references', ['citation-list'] = 'references',
  rubric = 'rubric', ['fact-register'] = 'register',
}

function Div(div)
  for class, style in pairs(styles) do
    if div.classes:includes(class) then
      return pandoc.RawBlock('typst', '#' .. style .. '[' .. typst(div.content) .. ']\n')
    end
  end
  if div.attributes.lang then
    return pandoc.RawBlock('typst', '#text(lang: "' .. div.attributes.lang .. '")['
      .. typst(div.content) .. ']#parbreak()\n')
  end
  if div.classes:includes('legend') then return nil end  -- the figure around it needs it
  return div.content  -- a plain Div would become a block, in which no page can break
end
