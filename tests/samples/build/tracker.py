"""The words and figures of the budget and grants tracker (an Excel workbook)."""

from __future__ import annotations

from datetime import date, datetime

FILE = "Budget and grants tracker v7 (TE).xlsx"
MOMENT = datetime(2026, 6, 26, 18, 0)

BUDGET = [
    ("Budget 2025/26, July to June, in pounds. Spent to 31 May 2026.", None, None, None, None),
    ("Line", "Budget", "Spent", "Left", "Remark"),
    ("Filters and spare candles", 18900, 14210, 4690, "ClearVale detour included: 60 units, storage at Mombasa 1,520"),
    ("Handwashing stations Kenya", 39000, 35880, 3120, "92 per cent; two stations at Pala wait for sand"),
    ("Handwashing stations Rwanda", 6200, 1730, 4470, "Fourteen of the national design in place of twenty of ours"),
    ("Springs, survey and protection", 5400, 3150, 2250, "Boxes come from the stations line"),
    ("Moonrise Kenya", 34200, 29870, 4330, "18 clubs; cloth dearer since January"),
    ("Water tests Kenya", 10800, 10640, 160, "KES 4,800 a sample since January, was 3,900"),
    ("Water tests Rwanda", 1900, 1120, 780, "Three schools only"),
    ("Evaluation", 27000, 28400, -1400, "Corran Pike, over by 1,400, covered from learning"),
    ("Caretakers", 3410, 3410, 0, "11 schools at 310"),
    ("Tap Watch airtime", 552, 506, 46, "46 a month; paid late in February, sorry"),
    ("Vehicles, fuel and repair", 21300, 19975, 1325, "Clutch, tyres"),
    ("Car hire Kenya (motorcycle ban)", 540, 178, 362, "KES 90,000 for six months from May"),
    ("Travel between countries", 24800, 22460, 2340, "Flights to Kisumu for the retreat are not here"),
    ("Staff development and retreat", 25000, 18730, 6270, "Dunga, 22 people; half of the Nakuru deposit came back (700)"),
    ("Rent Kigali", 8090, 7416, 674, "RWF 1,200,000 a month until June, then 950,000"),
    ("Rent Kisumu", 7140, 6545, 595, "Meter runs at night, see LW"),
    ("Rent Bristol", 26400, 24200, 2200, ""),
    ("Phones for forms", 1210, 1210, 0, "Eleven phones; two are no longer dry"),
    ("Audit", 9600, 0, 9600, "Pell Dunmore, due in October"),
    ("Shelves", 1000, 1000, 0, "Gift from Totnes, 31 shelves"),
]

GRANTS = [
    ("Donor", "Reference", "For", "Asked", "Granted", "Starts", "Ends", "State", "Next step", "Who"),
    ("Aldergate Foundation", "AF-2023-118", "Clean Start and Moonrise", 420000, 420000, date(2024, 1, 1),
     date(2026, 12, 31), "Running", "Half-year report by 30 July; concept note by 31 July", "Priya Raman"),
    ("Verity and Lowe Fund", "VL/26/041", "Moonrise in Nyamasheke", 95000, 80000, date(2026, 9, 1),
     date(2028, 8, 31), "Won 22 May 2026", "Revised budget, ten clubs, by 26 June", "Priya Raman"),
    ("Sundby Trust", "no number", "Spring protection, Nyamasheke", 40000, None, None, None,
     "Letter sent 30 March 2026", "They decide in October", "Priya Raman"),
    ("Hazelmere Circle", "HC-77", "Caretakers in Kenya", 12000, 12000, date(2025, 10, 1), date(2026, 9, 30),
     "Running", "Thank-you visit in July", "Owen Pryce"),
    ("Orchardleigh Trust", "2026-R1", "Tap Watch repairers", 18000, 0, None, None, "Refused 11 February 2026",
     "May ask again in 2027", "Priya Raman"),
    ("Crestfall Springs", "none", "Logo on bottled water", None, None, None, None, "Declined by the Board 12 March 2026",
     "Nothing", "Priya Raman"),
    ("World Water Day appeal", "WWD26", "Unrestricted", 15000, 18340, date(2026, 3, 1), date(2026, 3, 31), "Closed",
     "412 givers thanked", "Owen Pryce"),
    ("Big Dip", "BD26", "Unrestricted", 10000, None, date(2026, 6, 21), None, "Money still coming in",
     "Count in July", "Owen Pryce"),
]

REACH = [
    ("Pupils on the register at schools with a working station or filter, end of term 1, 2026. Owner: Okafor, Amina / kept by D. Kiprop.",
     None, None, None, None),
    ("Cluster", "Country", "Schools counted", "Pupils", "Note"),
    ("Ndhiwa", "Kenya", 14, 2310, "Ndiru and Ndiru B are one since January"),
    ("Mbita", "Kenya", 11, 1745, "Two only by boat"),
    ("Kendu Bay", "Kenya", 12, 1890, ""),
    ("Homa Bay town", "Kenya", 13, 2265, "Got Kachola counted once"),
    ("Rangwe", "Kenya", 8, 1120, ""),
    ("Kisumu West", "Kenya", 9, 1480, "Phone forms"),
    ("Nyando", "Kenya", 8, 1195, "Phone forms"),
    ("Nyamasheke", "Rwanda", 7, 855, "Stations of the old design, still working"),
    ("Total", "", 82, 12860, "Do not add the evaluation's figure to this. DK"),
]

TRAVEL = [
    ("Traveller", "From", "To", "Out", "Back", "Why", "Cost in pounds", "Policy", "Remark"),
    ("Okafor, Amina", "Kisumu", "Kigali", date(2026, 3, 15), date(2026, 3, 19), "Rwanda team, Nyamasheke letter", 412,
     "2021 rules", ""),
    ("Marchbanks, Helen", "Bristol", "Nairobi", date(2026, 2, 3), date(2026, 2, 7), "Donor round table", 768,
     "2021 rules", "Approved by the Treasurer"),
    ("Uwase, Claudine", "Kigali", "Musanze", date(2026, 2, 9), date(2026, 3, 27), "Spring survey course, in two parts", 540,
     "2021 rules", "Course fee paid by the school itself"),
    ("Nshuti, Jean-Bosco", "Kigali", "Nyamasheke", date(2026, 2, 17), date(2026, 2, 19), "Vice mayor (was travelling)", 96,
     "2021 rules", "Returned 14.00 claimed from the draft policy"),
    ("Kiprop, Daniel", "Kisumu", "Nairobi", date(2026, 2, 12), date(2026, 2, 14), "Phones; own time for a graduation", 61,
     "2021 rules", ""),
    ("Okafor, Amina", "Kisumu", "Kigali", date(2026, 4, 5), date(2026, 4, 8), "Lab kit for Claudine, district", 398,
     "2021 rules", ""),
    ("Wekesa, Lucy", "Ndhiwa", "Mbita", date(2026, 5, 12), date(2026, 5, 13), "Clubs", 88, "April 2026 policy", "Hire car, waiting time charged"),
    ("Raman, Priya", "Bristol", "London", date(2026, 5, 20), date(2026, 5, 20), "Verity and Lowe panel", 94,
     "April 2026 policy", ""),
    ("Habimana, Eric", "Nyamasheke", "Kisumu", date(2026, 6, 6), date(2026, 6, 11), "Retreat", 171, "April 2026 policy", "By bus, at his wish"),
    ("Six from Bristol", "Bristol", "Kisumu", date(2026, 6, 6), date(2026, 6, 12), "Retreat", 5240, "April 2026 policy", "Owen lost his bag"),
]

SHEETS = {"Budget 25-26": BUDGET, "Grants": GRANTS, "Reach": REACH, "Travel": TRAVEL}
