// The guides as they are written (docs/guides): headings, paragraphs, lists, tables, pictures;
// within a line bold words, code and links. Anything else stands as it is.

import { type ComponentChild, h } from 'preact'

export type PictureAt = (path: string) => string | undefined

/** A link of the guides: to another guide, to a place in this one, or to anywhere else. */
export type LinkTo = (path: string) => string | undefined

interface Ways {
  picture: PictureAt
  link: LinkTo
}

const inline = /\*\*(.+?)\*\*|`([^`]+)`|\[([^\]]+)\]\(([^)]+)\)/g

function words(text: string, ways: Ways): ComponentChild[] {
  const out: ComponentChild[] = []
  let from = 0
  for (const found of text.matchAll(inline)) {
    const [all, bold, code, name, path] = found
    if (found.index > from) out.push(text.slice(from, found.index))
    if (bold !== undefined) out.push(h('b', null, words(bold, ways)))
    else if (code !== undefined) out.push(h('code', null, code))
    else {
      const href = ways.link(path!)
      out.push(href ? h('a', { href }, name) : name!)
    }
    from = found.index + all.length
  }
  if (from < text.length) out.push(text.slice(from))
  return out
}

const cells = (line: string): string[] =>
  line
    .replace(/^\||\|$/g, '')
    .split('|')
    .map((cell) => cell.trim())

function table(lines: string[], ways: Ways): ComponentChild {
  const [head = '', , ...rows] = lines
  const row = (line: string, tag: 'th' | 'td') =>
    h(
      'tr',
      null,
      cells(line).map((cell) => h(tag, tag === 'th' ? { scope: 'col' } : null, words(cell, ways))),
    )
  return h(
    'div',
    { class: 'scroll', tabIndex: 0, role: 'group', 'aria-label': cells(head).join(' ') },
    h('table', { class: 'table plain' }, [
      h('thead', null, row(head, 'th')),
      h(
        'tbody',
        null,
        rows.map((each) => row(each, 'td')),
      ),
    ]),
  )
}

/** Items with the lines that go on with them; an item may hold no list of its own. */
function list(lines: string[], ways: Ways): ComponentChild {
  const items: string[] = []
  for (const line of lines) {
    const item = /^(?:[-*]|\d+\.) (.*)/.exec(line)
    if (item) items.push(item[1]!)
    else items.push(`${items.pop() ?? ''}${joint(items.at(-1) ?? '', line)}${line.trim()}`)
  }
  return h(
    /^\d/.test(lines[0]!) ? 'ol' : 'ul',
    null,
    items.map((item) => h('li', null, words(item, ways))),
  )
}

/** Lines of Chinese are joined without a blank. */
const joint = (before: string, after: string): string =>
  /[\u3000-\u9fff\uff00-\uffef]$/.test(before) || /^\s*[\u3000-\u9fff\uff00-\uffef]/.test(after)
    ? ''
    : ' '

const joined = (lines: string[]): string =>
  lines.reduce((all, line) => (all ? all + joint(all, line) + line.trim() : line.trim()), '')

function block(lines: string[], ways: Ways): ComponentChild {
  const [first = ''] = lines
  const heading = /^(#{1,4}) (.*)/.exec(first)
  // The page's own heading stands above: a guide's title is the second level.
  if (heading) return h(`h${Math.min(heading[1]!.length + 1, 5)}`, null, words(heading[2]!, ways))
  if (first.startsWith('|')) return table(lines, ways)
  if (/^(?:[-*]|\d+\.) /.test(first)) return list(lines, ways)
  const picture = /^!\[([^\]]*)\]\(([^)]+)\)$/.exec(first)
  if (picture) {
    const src = ways.picture(picture[2]!)
    return src ? h('img', { src, alt: picture[1]!, loading: 'lazy' }) : null
  }
  return h('p', null, words(joined(lines), ways))
}

export function markdown(text: string, ways: Ways): ComponentChild[] {
  const blocks: string[][] = [[]]
  for (const line of text.split(/\r?\n/)) {
    const open = blocks.at(-1)!
    if (line.trim() === '') {
      if (open.length) blocks.push([])
    } else if (/^(#|!\[)/.test(line) || (open.length && /^#/.test(open[0]!))) {
      blocks.push([line])
    } else open.push(line)
  }
  return blocks.filter((each) => each.length > 0).map((each) => block(each, ways))
}
