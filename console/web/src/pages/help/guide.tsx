// A guide for one kind of work, in the reader's language, as it stands in docs/guides.

import type { ComponentChild } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { href } from '../../base/router'
import { Loading, Nothing } from '../../parts/state'
import { lang } from '../../words/lang'
import { t } from '../../words/words'
import { markdown } from './markdown'
import './page.css'

const texts = import.meta.glob<string>('../../../../../docs/guides/*.md', {
  query: '?raw',
  import: 'default',
})
const pictures = import.meta.glob<string>('../../../../../docs/guides/pictures/*.png', {
  query: '?url',
  import: 'default',
  eager: true,
})
const folder = '../../../../../docs/guides/'

export const guides = [
  'units',
  'supervision-groups',
  'discipline-officers',
  'leaders',
  'plan-keepers',
  'auditors',
  'administrators',
] as const
export type Guide = (typeof guides)[number]

const link = (path: string): string | undefined => {
  const name = /^([a-z-]+)(\.zh-CN)?\.md$/.exec(path)?.[1]
  if (guides.includes(name as Guide)) {
    return href(`/help/${name}?lang=${path.includes('zh-CN') ? 'zh' : 'en'}`)
  }
  return /^https?:/.test(path) ? path : undefined
}

export default function GuidePage({ id }: { id: string }) {
  const [said, setSaid] = useState<ComponentChild[] | null>(null)
  const language = lang.value
  const load = texts[`${folder}${id}${language === 'zh' ? '.zh-CN' : ''}.md`]
  useEffect(() => {
    let here = true
    setSaid(null)
    load?.().then((text) => {
      if (!here) return
      setSaid(markdown(text, { picture: (path) => pictures[folder + path], link }))
    })
    return () => {
      here = false
    }
  }, [load])
  if (!load) return <Nothing />
  return (
    <>
      <p>
        <a href={href('/help')}>← {t('help.back')}</a>
      </p>
      {said ? <article class="panel panel-body guide">{said}</article> : <Loading />}
    </>
  )
}
