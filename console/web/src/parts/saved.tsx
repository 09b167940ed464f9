import { useState } from 'preact/hooks'
import { href, place } from '../base/router'
import { t } from '../words/words'
import { Icon } from './icon'
import { name_max, removeView, savedViews, saveView, viewOf, views_max } from './views'
import './actions.css'
import './saved.css'

/** A small menu of the views that were saved on this page; the one in sight gives it its name. */
export function SavedViews() {
  const { path, query } = place.value
  const [views, setViews] = useState(() => savedViews(path))
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const here = viewOf(query)
  const current = views.find((view) => view.query === here)
  const full = views.length >= views_max
  return (
    <details
      class="more saved"
      open={open}
      onToggle={(e) => setOpen(e.currentTarget.open)}
      onKeyDown={(e) => e.key === 'Escape' && setOpen(false)}
    >
      <summary class={current ? 'button on' : 'button'}>
        {current ? current.name : t('views')} <Icon name="down" size={12} />
      </summary>
      <div class="more-list">
        {views.length === 0 && <p class="note">{t('views.none')}</p>}
        <ul>
          {views.map((view) => (
            <li key={view.name}>
              <a
                href={href(`${path}?${view.query}`)}
                aria-current={view === current ? 'true' : undefined}
                onClick={() => setOpen(false)}
              >
                {view.name}
              </a>
              <button
                type="button"
                class="icon-button"
                aria-label={t('views.remove', { name: view.name })}
                onClick={() => setViews(removeView(path, view.name))}
              >
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
        <form
          onSubmit={(e) => {
            e.preventDefault()
            if (!name.trim()) return
            setViews(saveView(path, { name: name.trim(), query: here }))
            setName('')
            setOpen(false)
          }}
        >
          <input
            class="input"
            aria-label={t('views.name')}
            placeholder={t('views.name')}
            maxLength={name_max}
            value={name}
            disabled={full}
            onInput={(e) => setName(e.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={full || !name.trim()}>
            {t('views.save')}
          </button>
        </form>
        {full && <p class="note">{t('views.full', { n: views_max })}</p>}
      </div>
    </details>
  )
}
