// What kind of unit a village-level unit is: by its code (the rule) and by its name (only to see where the two disagree).

/** Third segment of the code: 001-199 居委会, 200-399 村委会, 400-499 类似居委会, 500-599 类似村委会; 498 and 598 are virtual (F57, F71);
 *  000 is the one placeholder of the list, below 金门县, and counts as virtual too. */
export function kindByCode(code) {
  const segment = Number(code.slice(9));
  if (segment === 0 || segment === 498 || segment === 598) return 'virtual';
  if (segment >= 1 && segment <= 199) return 'residents';
  if (segment >= 200 && segment <= 399) return 'villagers';
  if (segment >= 400 && segment <= 499) return 'residents-like';
  if (segment >= 500 && segment <= 599) return 'villagers-like';
  throw new Error(`${code}: the last three digits are in no range`);
}

/** The side that a name takes: 'village', 'residents', 'virtual', or null when the name says nothing of it. */
export function sideByName(name) {
  if (name.includes('虚拟')) return 'virtual';
  const bodies = name.match(/村委会|村民委员会|村民委会|牧委会|牧民委员会|嘎查委员会|居委会|居民委员会|居民委会|居民委|社区委员会|家属委员会|家属委/g);
  if (bodies) return /^(村|牧|嘎)/.test(bodies.at(-1)) ? 'village' : 'residents';
  if (/(社区|小区)）?$/.test(name)) return 'residents';
  if (/(村|嘎查|屯|寨|生产队|民委会)）?$/.test(name)) return 'village';
  return null;
}

/** Whether a unit belongs to the roster of administrative villages: a village committee or a unit like one, not virtual. */
export const inRoster = (code) => ['villagers', 'villagers-like'].includes(kindByCode(code));
