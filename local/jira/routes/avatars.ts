import { seedOf } from '../../random.ts';
import { notFound } from '../errors.ts';
import { type Answer, type Call, type Operation } from '../operation.ts';

const picture = (svg: string): Answer => ({
  status: 200,
  body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" width="24" height="24">${svg}</svg>`,
  headers: { 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' },
});

const escapeText = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const colourOf = (text: string): string => `hsl(${seedOf(text) % 360} 55% 40%)`;
const letters = (text: string): string =>
  `<text x="12" y="16" text-anchor="middle" font-family="sans-serif" font-size="10" font-weight="600" fill="#fff">${escapeText(text)}</text>`;

const initialsOf = (name: string): string => {
  const words = name.split(/\s+/).filter((word) => word !== '');
  return [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => word?.[0]?.toUpperCase() ?? '').join('');
};

const ownerPicture = ({ site, params }: Call): Answer => {
  const { type = '', entityId = '' } = params;
  const user = type === 'user' ? site.store.users.get(entityId) : undefined;
  if (user !== undefined) {
    return picture(
      `<circle cx="12" cy="12" r="12" fill="${colourOf(entityId)}"/>${letters(initialsOf(user.displayName))}`,
    );
  }
  // A project's picture says nothing about the project: whoever knows the address may load it.
  if (type === 'project' || type === 'user') {
    return picture(
      `<rect width="24" height="24" rx="4" fill="${colourOf(entityId)}"/><path d="M6 7h12v2H6zm0 4h8v2H6zm0 4h10v2H6z" fill="#fff"/>`,
    );
  }
  throw notFound(`There are no pictures of the type '${type}'.`);
};

const ISSUE_TYPES: Readonly<Record<string, readonly [colour: string, mark: string]>> = {
  '10303': ['#e2483d', '<circle cx="12" cy="12" r="5" fill="#fff"/>'],
  '10307': ['#bf63f3', '<path d="M13 5l-6 8h4l-1 6 6-8h-4z" fill="#fff"/>'],
  '10315': ['#6a9a23', '<path d="M8 6h8v13l-4-4-4 4z" fill="#fff"/>'],
  '10316': ['#4688ec', '<path d="M6 6h7v7H6zm5 5h7v7h-7z" fill="#fff"/>'],
  '10318': ['#4688ec', '<path d="M6 12l4 4 8-8" stroke="#fff" stroke-width="2.5" fill="none"/>'],
  '10320': ['#af59e1', '<path d="M12 5l7 7-7 7-7-7z" fill="#fff"/>'],
};
const UP = '<path d="M5 14l7-7 7 7" stroke="COLOUR" stroke-width="3" fill="none"/>';
const DOWN = '<path d="M5 10l7 7 7-7" stroke="COLOUR" stroke-width="3" fill="none"/>';
const PRIORITIES: Readonly<Record<string, readonly [colour: string, mark: string]>> = {
  '1': ['#e2483d', UP],
  '2': ['#e2483d', UP],
  '3': ['#e06c00', '<path d="M5 9h14M5 15h14" stroke="COLOUR" stroke-width="3" fill="none"/>'],
  '4': ['#4688ec', DOWN],
  '5': ['#4688ec', DOWN],
};

const systemPicture = ({ params }: Call): Answer => {
  const { type, id = '' } = params;
  if (type === 'issuetype') {
    const [colour, mark] = ISSUE_TYPES[id] ?? ['#7d818a', '<circle cx="12" cy="12" r="5" fill="#fff"/>'];
    return picture(`<rect width="24" height="24" rx="4" fill="${colour}"/>${mark}`);
  }
  if (type === 'priority') {
    const [colour, mark] = PRIORITIES[id] ?? ['#7d818a', '<path d="M5 12h14" stroke="COLOUR" stroke-width="3"/>'];
    return picture(mark.replace('COLOUR', colour));
  }
  throw notFound(`There are no pictures of the type '${type}'.`);
};

/** Pictures of people, projects, types and priorities, as SVG; no login needed, as an `img` sends none. */
export const avatarOperations: readonly Operation[] = [
  { method: 'GET', path: '/rest/api/3/universal_avatar/view/type/{type}/owner/{entityId}', handle: ownerPicture },
  { method: 'GET', path: '/rest/api/3/universal_avatar/view/type/{type}/avatar/{id}', handle: systemPicture },
];
