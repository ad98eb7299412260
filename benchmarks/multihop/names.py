"""Names and phrases that the invented world is made of."""

FIRST = """Maren Tobias Ilsa Corwin Petra Anselm Yara Edric Noemi Halvard Sunniva Matteo Oriel Bastian Livia Joram
Thandi Emeric Rosalind Kasper Imani Leopold Zofia Darian Celeste Osric Amara Florian Greta Idris Wanjiru Lucan
Sefa Birgit Raoul Agnes Tarek Helmi Cosima Piet""".split()
LAST = """Holt Lindqvist Okonjo Varga Ashdown Belmar Castellane Drummond Eriksen Falk Greaves Hadley Ivarsson Jessup
Kestrel Lamonte Mbeki Norrington Ottesen Palladine Quist Rosthwaite Sandoval Thorne Ullman Vestergaard Wyeth Yarrow
Zeller Abernathy Brandt Calloway""".split()
TOWN_START = (
    "Trom Asker Ving Halden Ostra Kel Mirr Brae Norr Sund Elver Farn Gryt Hesk Lund Rav Stav Tarn Uln Wend".split()
)
TOWN_END = "holm vik sted bury mouth dal ford haven moor by".split()
RIVER = "Aune Brisk Callow Dorne Esker Finnel Garrow Hulme Isken Jarle Kelda Lorne Mease Nidder Orrin Pell".split()
ORGANISATION = ("{0} Institute", "{0} Foundation", "{0} Observatory", "{0} Conservatory", "{0} Trust", "{0} Laboratory")
SUBJECT = (
    "Glacier",
    "Harbour",
    "Meridian",
    "Copperfield",
    "Northern",
    "Lantern",
    "Saltmarsh",
    "Juniper",
    "Orchard",
    "Granite",
    "Beacon",
    "Heron",
    "Willow",
    "Basalt",
    "Cobalt",
    "Amber",
    "Falcon",
    "Linden",
    "Quarry",
    "Tidal",
)
WORK = ("The {0} of {1}", "A {0} for {1}", "{1} and the {0}", "The Last {0} of {1}")
WORK_NOUN = "Lighthouse Orchard Compass Winter Mirror Ferry Garden Clock Silence Bridge Ladder Map".split()
WORK_OF = "Saint Alder,Grey Water,the North,Ivory Street,Long Meadow,Tin Hill,the Ninth Bell,Salt Lane".split(",")
BUILT = ("{0} Bridge", "{0} Tower", "{0} Theatre", "{0} Viaduct", "{0} Library")
PRIZE = (
    "Silver Astrolabe",
    "Corvane Medal",
    "Order of the Blue Reed",
    "Hallam Prize",
    "Golden Quill of Ruthven",
    "Pemberley Award",
    "Iron Laurel",
    "Sable Cup",
    "Margrave Scholarship",
    "Crystal Sextant",
)
TRADE = (
    "physicist",
    "composer",
    "architect",
    "novelist",
    "botanist",
    "engineer",
    "painter",
    "astronomer",
    "cartographer",
)
DISH = "smoked eel,barley bread,juniper cheese,plum dumplings,salted herring,walnut cake,leek soup,rye beer".split(",")
CRAFT = (
    "boat building,glass blowing,bell casting,lace making,paper milling,wool dyeing,clock making,basket weaving".split(
        ","
    )
)
FILLER = (
    "Little is known about the earlier years, and the archive burned in a fire.",
    "Visitors come mostly in the summer months, when the days are long.",
    "Several letters on the matter are kept in a private collection.",
    "The name is pronounced with the stress on the first syllable.",
    "A short film about it was shown on regional television.",
    "Historians disagree about the details, and two accounts contradict each other.",
    "A commemorative stamp was issued some decades later.",
    "The records of that time are incomplete.",
    "There is a small permanent exhibition with photographs and tools.",
    "An anniversary was celebrated with concerts and a public lecture.",
)
