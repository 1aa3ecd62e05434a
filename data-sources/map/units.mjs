// Which file of the package is which province, and the code of each outline in it.

export const files = {
  11: 'beijing', 12: 'tianjin', 13: 'hebei', 14: 'shanxi', 15: 'neimenggu', 21: 'liaoning', 22: 'jilin', 23: 'heilongjiang', 31: 'shanghai', 32: 'jiangsu',
  33: 'zhejiang', 34: 'anhui', 35: 'fujian', 36: 'jiangxi', 37: 'shandong', 41: 'henan', 42: 'hubei', 43: 'hunan', 44: 'guangdong', 45: 'guangxi', 46: 'hainan',
  50: 'chongqing', 51: 'sichuan', 52: 'guizhou', 53: 'yunnan', 54: 'xizang', 61: 'shanxi1', 62: 'gansu', 63: 'qinghai', 64: 'ningxia', 65: 'xinjiang',
};

export const names = {
  11: '北京市', 12: '天津市', 13: '河北省', 14: '山西省', 15: '内蒙古自治区', 21: '辽宁省', 22: '吉林省', 23: '黑龙江省', 31: '上海市', 32: '江苏省', 33: '浙江省',
  34: '安徽省', 35: '福建省', 36: '江西省', 37: '山东省', 41: '河南省', 42: '湖北省', 43: '湖南省', 44: '广东省', 45: '广西壮族自治区', 46: '海南省', 50: '重庆市',
  51: '四川省', 52: '贵州省', 53: '云南省', 54: '西藏自治区', 61: '陕西省', 62: '甘肃省', 63: '青海省', 64: '宁夏回族自治区', 65: '新疆维吾尔自治区',
};

/** Outlines whose code in the package is missing or older than the list of 2018-10-31: code and name there. */
const corrected = {
  崇明区: ['310151', '崇明区'], 梁平县: ['500155', '梁平区'], 武隆县: ['500156', '武隆区'],
  那曲地区: ['5406', '那曲市'], 山南市: ['5405', '山南市'], 哈密市: ['6505', '哈密市'],
};

/** Code and name: four digits for a city, six for a county directly below its province (省直辖) or in a municipality (直辖市). */
export function unitOf(province, id, name) {
  const [code, today] = corrected[name] ?? [id?.endsWith('00') ? id.slice(0, 4) : id, name];
  if (!/^\d{4}(\d{2})?$/.test(code ?? '') || !code.startsWith(province)) throw new Error(`${name}: no code in ${province}`);
  return { code, name: today };
}
