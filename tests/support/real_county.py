"""A county that is none: 云岫县, three villages, one group, in a folder as its office would write it. Nobody in it is marked as
made up, so that a real log is founded from it; no such county, village or person exists."""
import csv, datetime, io, pathlib, re, zoneinfo

import stand

demo = stand.root / "deploy" / "county"
today = datetime.datetime.now(zoneinfo.ZoneInfo("Asia/Shanghai")).date()
term = (f"{today.year}-01-01", f"{today.year + 1}-12-31")

people = {  # account: code, names, unit
    "leader": ("p-1eader01", "林致远", "Lin Zhiyuan", "yx"),
    "deputy": ("p-1eader02", "何静安", "He Jing'an", "yx"),
    "keeper": ("p-keeper01", "周明哲", "Zhou Mingzhe", "d-office"),
    "officer": ("p-ffcer001", "沈秉正", "Shen Bingzheng", "d-discipline"),
    "second": ("p-ffcer002", "许清和", "Xu Qinghe", "d-discipline"),
    "head": ("p-head0001", "罗望山", "Luo Wangshan", "d-office"),
    "inspector": ("p-member01", "叶知秋", "Ye Zhiqiu", "d-office"),
    "third": ("p-member02", "秦守拙", "Qin Shouzhuo", "d-office"),
    "township": ("p-town0001", "方向东", "Fang Xiangdong", "t1"),
    "v1": ("p-v1age001", "田春来", "Tian Chunlai", "v1"),
    "v2": ("p-v1age002", "石头记", "Shi Touji", "v2"),
    "v3": ("p-v1age003", "梅长青", "Mei Changqing", "v3"),
    "admin": ("p-admn0001", "管仲平", "Guan Zhongping", "d-office"),
}
who = {account: row[0] for account, row in people.items()}


def tables(lang="zh"):
    units = [("yx", "", "city", "county_city", "云岫县", "Yunxiu County"),
             ("t1", "yx", "township", "town", "清溪镇", "Qingxi Town"),
             ("v1", "t1", "village", "village", "柳堤村", "Liudi Village"),
             ("v2", "t1", "village", "village", "石桥村", "Shiqiao Village"),
             ("v3", "t1", "village", "village", "梅坞村", "Meiwu Village"),
             ("d-office", "yx", "department", "office", "县督导办", "Supervision Office"),
             ("d-discipline", "yx", "department", "discipline", "县纪委监委机关", "Discipline and Supervision Body")]
    post = lambda id, unit, role, zh, en, holder, deputy="": (id, unit, role, zh, en, who[holder], who.get(deputy, ""), *term)
    posts = [post("county-head", "yx", "leader", "县委书记", "county secretary", "leader", "deputy"),
             post("county-deputy", "yx", "leader", "县长", "county mayor", "deputy", "leader"),
             post("keeper", "d-office", "plan_keeper", "督导办主任", "head of office", "keeper"),
             post("officer-1", "d-discipline", "officer", "纪检干部", "discipline officer", "officer", "second"),
             post("officer-2", "d-discipline", "officer", "纪检干部", "discipline officer", "second", "officer"),
             post("t1-leader", "t1", "leader", "镇党委书记", "township secretary", "township"),
             post("v1-officer", "v1", "unit_officer", "村党组织书记", "village party secretary", "v1"),
             post("v2-officer", "v2", "unit_officer", "村党组织书记", "village party secretary", "v2"),
             post("v3-officer", "v3", "unit_officer", "村党组织书记", "village party secretary", "v3")]
    grant = lambda account, role: (who[account], role, "yx", *term, who["leader"], who["deputy"])
    grants = [grant("head", "group_head"), grant("inspector", "inspector"), grant("third", "inspector"),
              grant("admin", "administrator")]
    group = [who["head"], who["inspector"], who["third"]]
    return {
        "units.csv": ("id,parent,level,kind,name_zh,name_en", units),
        "people.csv": ("id,name_zh,name_en,unit", people.values()),
        "posts.csv": ("id,unit,role,title_zh,title_en,holder,deputy,from,to", posts),
        "grants.csv": ("person,role,scope,from,to,approver1,approver2", grants),
        "groups.csv": ("id,name_zh,name_en,head,members,skills",
                       [("g1", "督导一组", "Group 1", who["head"], ";".join(group), "R;F;H;C;I;X;M")]),
        "devices.csv": ("id,group", [("dev-g1", "g1")]),
        "conflicts.csv": ("person,unit,reason", [(who["third"], "v3", "原籍本村" if lang == "zh" else "from this village")]),
    }


def as_a_spreadsheet_saves(head, rows):
    """Byte order mark, CRLF, a column too many, rows of nothing at the end."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head.split(","))
    writer.writerows([*row, "", ""] for row in rows)
    out.write("," * head.count(",") + "\r\n\r\n\r\n")
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def in_words_of(lang, text):
    """The demo county's file as this county has it: its own name, nothing made up, one wording."""
    for theirs, ours in (("※", ""), ("（演示）", ""), (" (demo)", ""), ("共青城市", "云岫县"), ("Gongqingcheng City", "Yunxiu County")):
        text = text.replace(theirs, ours)
    return re.sub(r"^(\w+) = .*\n\1_en = ", r"\1 = ", text, flags=re.M) if lang == "en" else text


def write_county(folder, lang):
    folder.mkdir()
    for name, (head, rows) in tables(lang).items():
        (folder / name).write_bytes(as_a_spreadsheet_saves(head, rows))
    ours = lambda name: in_words_of(lang, (demo / name).read_text())
    for name in ("policy.toml", "checklists.toml"):
        (folder / name).write_text(ours(name))
    (folder / "jurisdiction.toml").write_text(
        'id = "yx"\nname_zh = "云岫县"\nname_en = "Yunxiu County"\nroot = "yx"\ntime_zone = "Asia/Shanghai"\ncalendar = "CN"\n')
    text = ours("plan.toml").replace('"gqc"', '"yx"')
    text = re.sub(r'^author = "[^"]*"', f'author = "{who["keeper"]}"', text, flags=re.M)
    text = re.sub(r'^approver = "[^"]*"', f'approver = "{who["leader"]}"', text, flags=re.M)
    text = re.sub(r"^start = \S+", f"start = {today + datetime.timedelta(40)}", text, flags=re.M)
    text = re.sub(r"^end = \S+", f"end = {today + datetime.timedelta(100)}", text, flags=re.M)
    text = re.sub(r"^expected_visits = \d+", "expected_visits = 12", text, flags=re.M)  # of three villages
    (folder / "plan.toml").write_text(re.sub(r"^until = \S+", f"until = {today + datetime.timedelta(200)}", text, flags=re.M))
