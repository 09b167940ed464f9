import { useState } from 'preact/hooks'
import { go, href } from '../../base/router'
import { seen } from '../../base/visible'
import { itemsOf, missing, toPick } from '../core/checklist'
import { mayI } from '../core/may'
import type { ShownTask } from '../core/merge'
import { paperOf, question } from '../names'
import { act } from '../parts/act'
import { Choice, TextField } from '../parts/fields'
import { Page } from '../parts/frame'
import { useDraft } from '../shell/draft'
import { agent, myStanding } from '../shell/store'
import { t } from '../words/words'

export function ReportPage({ task }: { task: ShownTask }) {
  const form = `report:${task.task}`
  const draft = useDraft(form)
  const [wrong, setWrong] = useState<string[]>([])
  const back = `/tasks/${task.task}`
  if (!draft) return null
  const items = itemsOf(task, agent.value?.checklists ?? [])
  const open = missing(task, items)
  const differing = toPick(task, items)
  const kind = draft.values.kind ?? ''
  const final = kind === 'final'
  const reason = (id: string) => seen(draft.values[`gap.${id}`] ?? '')
  const first = open[0] ? reason(open[0].id) : ''

  const send = async (event: Event) => {
    event.preventDefault()
    const faults =
      kind === '' ? ['kind'] : final ? open.filter((i) => !reason(i.id)).map((i) => i.id) : []
    setWrong(faults)
    if (faults.length) {
      document.getElementById(faults[0] === 'kind' ? 'kind-0' : `gap-${faults[0]}`)?.focus()
      return
    }
    const summary = seen(draft.values.summary ?? '')
    const gaps = open.map((i) => ({ item: i.id, reason: reason(i.id) })).filter((g) => g.reason)
    const body = {
      do: 'report',
      task: task.task,
      final,
      ...(summary ? { summary } : {}),
      gaps,
    } as const
    if (await act([{ task: task.task, body }], { draft: form, keys: [draft.key] }))
      go(back, 'replace')
  }

  return (
    <Page
      title={t('report.title')}
      note={paperOf(task)}
      back={back}
      foot={
        mayI(task.state, 'report', myStanding.value) && (
          <div class="acts">
            <button type="submit" form="report" class="button primary wide">
              {t(kind ? `report.do.${final ? 'final' : 'preliminary'}` : 'do.report')}
            </button>
          </div>
        )
      }
    >
      <form id="report" onSubmit={send} noValidate>
        <section class="block">
          <p class="text">
            {t('report.counts', {
              n: items.length - open.length,
              of: items.length,
              f: task.findings.length,
              e: task.evidence.length,
            })}
          </p>
          <Choice
            id="kind"
            label={t('report.kind')}
            wrong={wrong.includes('kind') ? t('missing') : undefined}
            columns={1}
            value={kind}
            put={(v) => draft.put('kind', v)}
            options={(['preliminary', 'final'] as const).map((k) => ({
              value: k,
              label: (
                <>
                  <b>{t(`report.${k}`)}</b>
                  <small>{t(`report.${k}.text`)}</small>
                </>
              ),
            }))}
          />
          {differing.length > 0 && (
            <p class="band">
              {t('report.pick', { n: differing.length })}
              {t('comma')}
              {differing.map((i) => (
                <a key={i.id} class="inline" href={href(`/tasks/${task.task}/list/${i.id}`)}>
                  {i.id}
                </a>
              ))}
              <br />
              {t('report.pick.text')}
            </p>
          )}
          <TextField
            id="summary"
            label={t('report.summary')}
            hint={t('report.summary.hint')}
            lines={4}
            value={draft.values.summary ?? ''}
            put={(v) => draft.put('summary', v)}
          />
        </section>
        <section class="block">
          <h2>
            {open.length ? t('report.missing', { n: open.length }) : t('report.missing.none')}
          </h2>
          {open.map((item, i) => (
            <div class="gap" key={item.id}>
              <p>
                <span class="code">{item.id}</span>{' '}
                <a class="inline" href={href(`/tasks/${task.task}/list/${item.id}`)}>
                  {question(item)}
                </a>
              </p>
              <TextField
                id={`gap-${item.id}`}
                label={t('report.gap', { item: item.id })}
                wrong={wrong.includes(item.id) ? t('missing') : undefined}
                max={300}
                value={draft.values[`gap.${item.id}`] ?? ''}
                put={(v) => draft.put(`gap.${item.id}`, v)}
              />
              {i === 0 && first && open.length > 1 && (
                <button
                  type="button"
                  class="button wide"
                  onClick={() => {
                    for (const each of open) draft.put(`gap.${each.id}`, first)
                  }}
                >
                  {t('report.gap.all')}
                </button>
              )}
            </div>
          ))}
        </section>
      </form>
    </Page>
  )
}
