import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { snapshot } from '../../base/api'
import { me } from '../../base/session'
import type { Evidence, FindingPage, Paper, PaperRow, RectificationPage } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { PaperSheet } from '../../parts/paper-sheet'
import { papersOf } from '../../parts/papers'
import { Sheets } from '../../parts/sheet'
import { Shown } from '../../parts/state'
import { dayOf } from '../../time/civil'
import { tell } from '../../words/entry'
import { binding, bytes, paper, stamp } from '../../words/format'
import { lang } from '../../words/lang'
import { personName, townshipOf, unitName } from '../../words/names'
import { t, word } from '../../words/words'
import './page.css'

/** A matter as it is filed: cover and contents, its papers, its course, its evidence with hashes. */
export default function FilePage({ id }: { id: string }) {
  const path = `/rectifications/${encodeURIComponent(id)}`
  const still = { concerns: () => false }
  const matter = useSnapshot<RectificationPage>(path, still)
  const list = useSnapshot<PaperRow[]>(papersOf('rectification', id), still)
  const finding = matter.data?.finding ?? ''
  const found = useSnapshot<FindingPage>(
    finding ? `/findings/${encodeURIComponent(finding)}` : null,
    still,
  )
  const papers = usePapers(list.data)
  return (
    <Sheets back={path}>
      <Shown view={matter} rows={14}>
        {(r) => (
          <Shown view={list}>
            {(rows) => {
              const evidence = together(found.data?.evidence ?? [], r.evidence)
              return (
                <>
                  <Cover r={r} />
                  <Contents r={r} rows={rows} evidence={evidence} />
                  {papers.map((each) => (
                    <PaperSheet key={each.serial} paper={each} />
                  ))}
                  <Course r={r} />
                  <Proofs evidence={evidence} />
                </>
              )
            }}
          </Shown>
        )}
      </Shown>
    </Sheets>
  )
}

/** Each as it stands; one that does not come is left out of the sheets and stays in the contents. */
function usePapers(rows: PaperRow[] | null): Paper[] {
  const papers = useSignal<Paper[]>([])
  const said = lang.value
  const serials = rows?.map((row) => row.serial).join(' ') ?? ''
  useEffect(() => {
    let alive = true
    const asked = serials ? serials.split(' ') : []
    Promise.allSettled(asked.map((n) => snapshot<Paper>(`/papers/${n}?lang=${said}`))).then(
      (all) => {
        if (!alive) return
        papers.value = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value.data] : []))
      },
    )
    return () => {
      alive = false
    }
  }, [serials, said])
  return papers.value
}

const together = (...lists: Evidence[][]): Evidence[] => [
  ...new Map(lists.flat().map((each) => [each.hash, each])).values(),
]

/** What people did and what came of it; that a notice waits or went out stays in the log. */
const told = (r: RectificationPage) =>
  r.timeline.filter((entry) => !/^(notice|unreachable)\./.test(entry.type))

interface CoverProps {
  r: RectificationPage
  rows: PaperRow[]
  evidence: Evidence[]
}

function Cover({ r }: { r: RectificationPage }) {
  const facts: [string, string][] = [
    [t('print.number'), paper('rectification', r.number)],
    [
      t('col.unit'),
      [unitName(r.unit), unitName(townshipOf(r.unit))].filter(Boolean).join(t('comma')),
    ],
    [t('col.responsible'), personName(r.responsible)],
    [t('col.problem'), r.problem],
    [t('duty.demand'), r.demand],
    [t('duty.test'), r.test],
    [
      `${t('col.category')} · ${t('col.severity')}`,
      `${word('category', r.category)}${t('comma')}${word('severity', r.severity)}`,
    ],
    [t('file.opened'), stamp(r.issued_at).slice(0, 16)],
    [t('col.due'), r.deadline ? binding(r.deadline) : ''],
    [t('file.state'), word('state.rectification', r.state)],
    [t('file.closed'), r.struck_off_at ? stamp(r.struck_off_at).slice(0, 16) : ''],
  ]
  return (
    <article class="sheet">
      <h1 class="file-title">{t('file.title')}</h1>
      <p class="file-number">{paper('rectification', r.number)}</p>
      <h2>{t('file.cover')}</h2>
      <table class="paper-facts">
        <tbody>
          {facts.map(([label, value]) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="file-keeper">{t('file.keeper')}</p>
      {me.value?.demo && <p class="sheet-note">{t('demo.note')}</p>}
    </article>
  )
}

function Contents({ r, rows, evidence }: CoverProps) {
  return (
    <article class="sheet">
      <h1>{t('file.contents')}</h1>
      <table class="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('file.no')}</th>
            <th scope="col">{t('file.name')}</th>
            <th scope="col">{t('file.date')}</th>
            <th scope="col">{t('file.serial')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={row.serial}>
              <td>{i + 1}</td>
              <td>{row.title}</td>
              <td>{dayOf(row.at)}</td>
              <td>{row.serial}</td>
            </tr>
          ))}
          <tr>
            <td>{rows.length + 1}</td>
            <td colSpan={3}>
              {t('file.course')}
              {t('comma')}
              {t('file.entries', { n: told(r).length })}
            </td>
          </tr>
          <tr>
            <td>{rows.length + 2}</td>
            <td colSpan={3}>
              {t('file.evidence')}
              {t('comma')}
              {t('file.pieces', { n: evidence.length })}
            </td>
          </tr>
        </tbody>
      </table>
    </article>
  )
}

function Course({ r }: { r: RectificationPage }) {
  return (
    <article class="sheet">
      <h1>{t('file.course')}</h1>
      <table class="paper-table file-course">
        <thead>
          <tr>
            <th scope="col">{t('file.date')}</th>
            <th scope="col">{t('file.who')}</th>
            <th scope="col">{t('file.deed')}</th>
            <th scope="col">{t('file.words')}</th>
            <th scope="col">{t('file.record')}</th>
          </tr>
        </thead>
        <tbody>
          {told(r).map((entry) => {
            const line = tell(entry)
            return (
              <tr key={entry.index}>
                <td class="nowrap">{stamp(entry.at).slice(0, 16)}</td>
                <td class="nowrap">{line.who}</td>
                <td>{[line.deed, line.more].filter(Boolean).join(t('comma'))}</td>
                <td>{line.text}</td>
                <td class="num">{entry.index}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </article>
  )
}

function Proofs({ evidence }: { evidence: Evidence[] }) {
  return (
    <article class="sheet">
      <h1>{t('file.evidence')}</h1>
      {evidence.length === 0 ? (
        <p>{t('evidence.none')}</p>
      ) : (
        <table class="paper-table">
          <thead>
            <tr>
              <th scope="col">{t('file.no')}</th>
              <th scope="col">{t('file.hash')}</th>
              <th scope="col">{t('file.type')}</th>
              <th scope="col">{t('file.size')}</th>
              <th scope="col">{t('file.stored')}</th>
            </tr>
          </thead>
          <tbody>
            {evidence.map((each, i) => (
              <tr key={each.hash}>
                <td>{i + 1}</td>
                <td class="mono">{each.hash}</td>
                <td class="nowrap">{each.mime}</td>
                <td class="nowrap num">{bytes(each.size)}</td>
                <td class="nowrap">{t(each.stored ? 'file.stored.yes' : 'file.stored.no')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <p class="file-keeper">{t('file.note')}</p>
    </article>
  )
}
