import { href } from '../../base/router'
import type { RectificationPage } from '../../contract'
import { EvidenceList } from '../../parts/evidence'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { RuleOf } from '../../parts/rule'
import { count } from '../../words/format'
import { personName, personPost, unitName } from '../../words/names'
import { t, word } from '../../words/words'

export function People({ r }: { r: RectificationPage }) {
  return (
    <Panel title={t('people.title')}>
      <dl class="pairs panel-body">
        <dt>{t('col.responsible')}</dt>
        <dd>
          {personName(r.responsible)} <span class="quiet">{personPost(r.responsible)}</span>
        </dd>
        <dt>{t('people.upper')}</dt>
        <dd>{unitName(r.township)}</dd>
        {r.supporting.length > 0 && (
          <>
            <dt>{t('people.supporting')}</dt>
            <dd>{r.supporting.map(unitName).join(t('comma.list'))}</dd>
          </>
        )}
        <dt>{t('people.verify')}</dt>
        <dd>
          {r.verifier ? (
            <>
              {personName(r.verifier)} <span class="quiet">{personPost(r.verifier)}</span>
            </>
          ) : (
            t('people.verify.other')
          )}{' '}
          <span class="note">{t('people.verify.not', { unit: unitName(r.unit) })}</span>
        </dd>
      </dl>
    </Panel>
  )
}

export function Links({ r }: { r: RectificationPage }) {
  const f = r.finding_row
  return (
    <Panel title={t('links.title')}>
      <dl class="pairs panel-body">
        {f && (
          <>
            <dt>{t('links.finding')}</dt>
            <dd>
              <a href={href(`/findings/${f.id}`)}>{word('state.finding', f.state)}</a>
            </dd>
            <dt>{t('col.rule')}</dt>
            <dd>
              <RuleOf of={f} />
            </dd>
            <dt>{t('links.task')}</dt>
            <dd>
              <a href={href(`/tasks/${f.task}`)}>{t('links.task.open')}</a>
            </dd>
          </>
        )}
        {r.reopened_from && (
          <>
            <dt>{t('links.before')}</dt>
            <dd>
              <a href={href(`/rectifications/${r.reopened_from}`)}>{r.reopened_from}</a>
            </dd>
          </>
        )}
        {r.lead && (
          <>
            <dt>{t('links.lead')}</dt>
            <dd>
              <a href={href(`/cases/${r.lead}`)}>{t('links.lead.open')}</a>
            </dd>
          </>
        )}
        <dt>{t('links.unit')}</dt>
        <dd>
          <a href={href(`/rectifications?unit=${r.unit}&state=all`)}>
            {t('links.unit.all', { unit: unitName(r.unit) })}
          </a>
        </dd>
      </dl>
    </Panel>
  )
}

export function Proofs({ r }: { r: RectificationPage }) {
  return (
    <Panel
      title={t('evidence.title')}
      note={r.evidence.length ? String(r.evidence.length) : undefined}
    >
      <EvidenceList evidence={r.evidence} />
    </Panel>
  )
}

export function Basis({ r }: { r: RectificationPage }) {
  const last = r.timeline.reduce((max, entry) => Math.max(max, entry.seq), 0)
  return (
    <Panel title={t('record.title')}>
      <div class="panel-body">
        <p>{t('record.last', { n: count(last) })}</p>
        <p class="note">{t('record.note')}</p>
        <p class="bar no-print record-do">
          <a class="button small" href={href(`/log?matter=rectification:${r.id}`)}>
            <Icon name="log" />
            {t('record.log')}
          </a>
          <a class="button small" href={href(`/rectifications/${r.id}/file`)}>
            <Icon name="print" />
            {t('print')}
          </a>
        </p>
      </div>
    </Panel>
  )
}
