"""Writes the demo's DOCX, the Master Plan of Cooperation 2024-2030, from the text below.

The same text gives the same bytes: the archive's members carry a fixed time. Run it after a change:
``python tools/build_demo_plan.py``; ``tests/demo`` checks that the committed file is up to date.
"""

from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import docx

TARGET = Path(__file__).parents[1] / "src/pacta/demo/corpus/2024-03-14-master-plan.docx"
WRITTEN = datetime(2024, 3, 14, 12, 0, tzinfo=UTC)
TITLE = "Master Plan of Cooperation between the Republic of Orvelia and the Federal Republic of Kandovar for 2024–2030"

# A line's first word says its style: "#" heading, "*" bullet, "|" table row; anything else is a paragraph.
TEXT = """
Approved in Sarnhaven on 14 March 2024

The Government of the Republic of Orvelia and the Government of the Federal Republic of Kandovar (hereinafter referred to as the “Parties”), guided by the Joint Statement of 12 June 2023 and desiring to give their Strategic Partnership a firm foundation, have approved this Master Plan of Cooperation.

# 1. Purpose and principles

1.1 The Master Plan sets out priorities, measures and time limits for cooperation between the Parties for the period 2024–2030.

1.2 The Parties shall carry out the measures of the Master Plan within their budgets and in accordance with their national legislation and international obligations. The Master Plan is not an international treaty and creates no obligations under international law.

1.3 The Parties affirm the importance of transparency and shall publish a report on the implementation of the Master Plan by 31 March of each year, beginning in 2025.

# 2. Trade and investment

2.1 The Parties aim to increase bilateral trade to US$3 billion by 2027 and to US$4.5 billion by 2030. The volume of trade in 2023, according to Orvelian statistics, amounted to US$1.72 billion.

2.2 In order to improve conditions for trade, the Parties will:

* conclude the Convention for the Avoidance of Double Taxation by the end of 2024;
* begin negotiations in 2024 on an Agreement on Mutual Assistance in Customs Matters;
* remove the barriers to trade in farm products listed by the Intergovernmental Commission on Economic Cooperation by July 2026;
* hold a business forum every year, alternately in Halden and Temesh.

2.3 Kandovar shall reduce the number of licences required for foreign investors from nineteen to seven by 31 December 2025.

# 3. Energy

3.1 The Parties shall negotiate an intergovernmental agreement on the construction and operation of the Halden–Temesh Interconnector in 2024 and are determined to complete construction by the end of 2028. The capacity of the line is 600 MW, its length 214 km and its estimated cost US$480 million.

3.2 The Parties will consider the joint development of wind power on the Nadir Coast. Norvane Energy and the Kandovar Grid Company will submit a proposal by June 2025.

3.3 The Parties support raising the share of renewable sources in their electricity supply to 45 percent by 2030.

# 4. Transport

4.1 The Parties reaffirm the need to modernise the North Shore Railway. The Ministries of Transport shall prepare a technical study by the end of 2025, with the aim of raising the speed of freight trains to 90 km/h and of cutting the journey from Halden to Temesh to less than five hours.

4.2 The Parties call on the member states of the Inland Sea Economic Community to ratify the Protocol on Transit without delay.

4.3 Direct flights between the capitals shall be resumed in the first half of 2024.

# 5. Security and emergencies

5.1 The Working Group on Cyber Security will meet twice a year and will hold a joint exercise in 2025.

5.2 The Parties intend to conclude, together with the Republic of Sulmare, an Arrangement on Search and Rescue in the Inland Sea by the end of 2024.

5.3 Orvelia will train 52 officers and cadets of the Kandovari Coast Guard by the end of 2026.

# 6. Science, education and culture

6.1 Orvelia shall award at least 100 state scholarships a year to citizens of Kandovar, with priority for engineering, medicine and marine sciences.

6.2 Each Party will open a cultural house in the capital of the other Party: Orvelia in Temesh by the end of 2025, Kandovar in Sarnhaven by the end of 2026.

6.3 The Parties agree to start negotiations on the facilitation of visas in 2024.

# 7. Targets

| Indicator | 2023 | Target | Year
| Bilateral trade | US$1.72 billion | US$4.5 billion | 2030
| Kandovari students in Orvelia | 702 | 1,200 | 2030
| Joint research projects | 14 | 40 | 2028
| Weekly direct flights | 0 | 7 | 2027
| Renewable electricity | 31 percent | 45 percent | 2030

# 8. Coordination

8.1 The Intergovernmental Commission on Economic Cooperation shall supervise the Master Plan. It will review progress at least once a year and may adjust the measures by mutual consent.

8.2 The Ministries of Foreign Affairs shall inform each other in good time of any circumstances that hinder the implementation of the Master Plan.

8.3 The Master Plan takes effect on the day of its approval and remains valid until 31 December 2030.

For the Government of the Republic of Orvelia: Marek Tolvane
For the Government of the Federal Republic of Kandovar: Leyla Orsunai
"""


def build() -> bytes:
    """The DOCX file."""
    document = docx.Document()
    properties = document.core_properties
    properties.title, properties.author = TITLE, "Ministries of Foreign Affairs of Orvelia and Kandovar"
    properties.created = properties.modified = WRITTEN
    document.add_heading(TITLE, 0)
    for line in filter(None, TEXT.splitlines()):
        _add(document, line)
    buffer = io.BytesIO()
    document.save(buffer)
    return _with_fixed_times(buffer.getvalue())


def _add(document: docx.document.Document, line: str) -> None:
    mark, _, rest = line.partition(" ")
    if mark == "#":
        document.add_heading(rest, 1)
    elif mark == "*":
        document.add_paragraph(rest, style="List Bullet")
    elif mark == "|":
        _add_row(document, [cell.strip() for cell in rest.split("|")])
    else:
        document.add_paragraph(line)


def _add_row(document: docx.document.Document, cells: list[str]) -> None:
    """Appends to the open table; the row "Indicator ..." opens one."""
    if cells[0] == "Indicator":
        document.add_table(rows=0, cols=len(cells))
    row = document.tables[-1].add_row()
    for cell, words in zip(row.cells, cells, strict=True):
        cell.text = words


def _with_fixed_times(archive: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for member in old.infolist():
            fixed = zipfile.ZipInfo(member.filename, WRITTEN.timetuple()[:6])
            fixed.compress_type, fixed.create_system = zipfile.ZIP_DEFLATED, 3
            new.writestr(fixed, old.read(member))
    return buffer.getvalue()


if __name__ == "__main__":
    TARGET.write_bytes(build())
    print(f"wrote {TARGET.name}")
