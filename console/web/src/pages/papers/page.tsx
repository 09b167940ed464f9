import { useSignal } from '@preact/signals'
import { href } from '../../base/router'
import type { PaperCheck } from '../../contract'
import { useSnapshot } from '../../live/snapshot'
import { Icon } from '../../parts/icon'
import { Panel } from '../../parts/panel'
import { Shown } from '../../parts/state'
import { lang } from '../../words/lang'
import { t } from '../../words/words'
import './page.css'

/** Whether a paper in somebody's hand is ours: what its number and code stand for is shown. */
export default function PapersPage() {
  const asked = useSignal<{ serial: string; code: string } | null>(null)
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    asked.value = { serial: String(form.get('serial')), code: String(form.get('code')) }
  }
  return (
    <>
      <Panel title={t('papers.check.title')}>
        <form class="panel-body paper-check" onSubmit={submit}>
          <p>{t('papers.check.text')}</p>
          <label>
            {t('papers.check.serial')}
            <input name="serial" class="input" required autocomplete="off" maxLength={40} />
          </label>
          <label>
            {t('papers.check.code')}
            <input name="code" class="input" required autocomplete="off" maxLength={60} />
          </label>
          <button type="submit" class="button primary">
            {t('papers.check.do')}
          </button>
        </form>
      </Panel>
      {asked.value && <Answer {...asked.value} />}
    </>
  )
}

function Answer({ serial, code }: { serial: string; code: string }) {
  const query = new URLSearchParams({ serial, code, lang: lang.value })
  const view = useSnapshot<PaperCheck>(`/papers/check?${query}`, { concerns: () => false })
  return (
    <Shown view={view}>
      {({ genuine, paper }) => (
        <section class="panel paper-answer" role="status">
          <p class="lead">
            <Icon name={genuine ? 'check' : 'warn'} />{' '}
            {t(genuine ? 'papers.check.ours' : 'papers.check.not')}
          </p>
          {!genuine && <p>{t('papers.check.not.text')}</p>}
          {genuine && !paper && <p>{t('papers.check.report')}</p>}
          {paper && (
            <>
              <p>{t('papers.check.compare')}</p>
              <dl class="pairs">
                <dt>{t('print.number')}</dt>
                <dd>{paper.number}</dd>
                <dt>{t('file.name')}</dt>
                <dd>
                  {paper.title} {paper.mark}
                </dd>
                <dt>{t('file.date')}</dt>
                <dd>{paper.date}</dd>
                <dt>{t('file.words')}</dt>
                <dd>
                  {paper.to} {paper.body.join(' ')}
                </dd>
              </dl>
              <p>
                <a href={href(`/papers/${paper.serial}`)}>{t('papers.check.open')}</a>
              </p>
            </>
          )}
        </section>
      )}
    </Shown>
  )
}
