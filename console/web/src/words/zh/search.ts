// Looking for things, and lists that go on.

export const search = {
  'search.all': '查看全部结果',
  'search.none': '没有找到“{q}”',
  'search.none.text':
    '编号可以写成 改字〔2026〕3号、2026-3 等；也可以输入村、乡镇、单位、人名或问题中的几个字。只查找您有权查看的内容。',
  'search.begin': '输入编号、名称或几个字',
  'search.more': '还有{n}项，请再输入几个字缩小范围',
  'search.kind.rectification': '整改',
  'search.kind.task': '督导任务',
  'search.kind.finding': '问题',
  'search.kind.case': '线索',
  'search.kind.plan': '方案',
  'search.kind.proposal': '待确认事项',
  'search.kind.unit': '村、乡镇、单位',
  'search.kind.group': '督导组',
  'search.kind.person': '人员',
  'page.more': '显示更多',
}
