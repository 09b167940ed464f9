// How the record is told; what happened and to what is the domain's to say (src/domain).

export const record = {
  timeline: '经过',
  'timeline.note': '{n} 条，最新在上',
  'timeline.all': '全部',
  'timeline.proof': '证据',
  'timeline.slip': '督办与送达',
  'timeline.clock': '计时',
  'timeline.none': '这一类还没有',
  'timeline.notices': '通知 {n} 件',
  'timeline.idle': '{n} 天无进展',
  'timeline.seq': '第 {n} 次提交',
}
