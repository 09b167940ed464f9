// What calendars say: their holidays, and what they rest on.

import { lang } from './lang'
import { t, word } from './words'

/** Calendars name holidays in Chinese; the known ones have names in English. */
export const holiday = (name: string): string => word('holiday', name)
/** On a day of a small calendar. */
export const holidayShort = (name: string): string =>
  lang.value === 'en' ? t('calendar.off.short') : name.replace(/节$/, '').slice(0, 2)

/** What a calendar rests on. A revision of the nation's is a checksum: its notice is named. */
export const calendarBasis = (revision: string, year: number, official: boolean): string =>
  revision.startsWith('CN-')
    ? t(official ? 'calendar.notice' : 'calendar.statute', { year })
    : revision
