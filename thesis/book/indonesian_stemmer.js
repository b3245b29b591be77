// The Indonesian stemmer of Snowball, as the package snowballstemmer has it for the index.
var Stemmer = function () {
  this.stemWord = word => {
    let stem = word;
    let spare = (word.match(/[aeiou]/g) || []).length - 2;  // two vowels are kept
    const remove = (affix, sound = "") => {
      if (spare < 1 || !affix.test(stem)) return false;
      stem = stem.replace(affix, sound);
      spare -= 1;
      return true;
    };
    const removeSuffix = suffix => !stem.endsWith("si") && remove(suffix);
    const removeSecondPrefix = () => remove(/^([bp]er|[bp]el(?=ajar)|pe|be(?=[^aeiou]er))/);

    remove(/(kah|lah|pun)$/);
    remove(/(nya|ku|mu)$/);
    const start = stem;
    const sound = remove(/^[mp]eny(?=[aeiou])/, "s") || remove(/^[mp]em(?=[aeiou])/, "p");
    if (sound || remove(/^(di|ter|meng|men|mem|me|ke|peng|pen|pem)/)) {
      if (removeSuffix(/^[kp]/.test(start) ? /an$/ : /(kan|i)$/) && !sound) removeSecondPrefix();
    } else if (removeSecondPrefix() && !start.startsWith("pelajar")) {
      removeSuffix(start.startsWith("b") ? /k?an$/ : /(an|i)$/);
    } else removeSuffix(/(k?an|i)$/);
    return stem;
  };
};
