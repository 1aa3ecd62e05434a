// Takes the two weights that sheets are set in, with their licence, out of the npm package: to fonts/ beside the program.
import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const from = join(here, 'node_modules/@expo-google-fonts/noto-sans-sc');
const to = join(here, 'built');
mkdirSync(to, { recursive: true });
copyFileSync(join(from, '400Regular/NotoSansSC_400Regular.ttf'), join(to, 'regular.ttf'));
copyFileSync(join(from, '700Bold/NotoSansSC_700Bold.ttf'), join(to, 'bold.ttf'));
copyFileSync(join(from, 'LICENSE_FONT'), join(to, 'OFL.txt'));
