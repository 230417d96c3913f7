"""Names for people, places and learners; any likeness to somebody is chance."""

GIVEN = tuple(
    """
    Abdul Abena Adaeze Aisha Alan Alex Alice Aled Amina Amrit Andrew Angharad Anita Anna Anwen Asha Bethan Bilal Bogdan
    Branwen Brenda Brian Carol Carys Catrin Chidi Chris Ciaran Claire Daljit Daniel Darren Dawn Deepa Delyth Dewi Diane
    Dilys Dorota Ebele Eileen Elena Elin Ellen Emeka Emma Emrys Esther Ewa Farah Fatima Fiona Frank Gareth George Gethin
    Gillian Glenda Grace Graham Gurpreet Gwyn Hamza Hana Harjit Hassan Helen Huw Ian Ibrahim Ifeoma Imran Ines Ioan Irena
    Iris Jade James Jan Janet Jarek Jaspreet Jean Joan John Joyce Julie Kamala Karen Kasia Kath Keith Khadija Kofi Kwame
    Leila Len Linda Lowri Luca Lynne Mair Malika Marek Margaret Maria Marion Mark Mary Maya Megan Mei Michael Mihai Mo
    Mohammed Moira Monika Morag Naomi Nasreen Neil Nerys Ngozi Nia Nigel Nisha Olga Olivia Olu Omar Owen Parveen Pat Paul
    Paula Pauline Peter Piotr Pooja Priya Rachel Rafal Raj Ravi Rebecca Rhian Rhys Rita Robert Rosa Ruth Ryan Sadia Sally
    Samina Sandra Sanjay Sarah Sean Selina Shabana Sharon Shirin Sian Simon Siobhan Stan Stella Steve Sue Sunita Susan
    Tadeusz Tanya Tariq Teresa Thandi Tina Tom Trevor Uma Val Vera Vikram Wanda Wendy Will Winston Yan Yasmin Yusuf Zainab
    Zofia
    """.split()
)
FAMILY = tuple(
    """
    Abara Achebe Adeyemi Ahmed Akhtar Ali Anderson Appleyard Armitage Asante Ashworth Bairstow Balogun Barker Begum
    Bielak Booth Bowen Brook Brown Butterworth Campbell Chaudhry Chen Clark Clegg Cohen Collins Crabtree Cunliffe Davies
    Dhillon Diallo Dobson Dyson Eastwood Edwards Ellis Evans Farrell Fielden Fletcher Flynn Foster Garside Gaukroger Gill
    Gonzalez Greenwood Griffiths Gupta Haigh Hall Halstead Hammond Hanson Harris Hirst Holroyd Hopkins Horsfall Howell
    Hughes Hussain Ibrahim Iqbal Jackson Jagger James Jenkins Johnson Jones Joshi Kaur Kelly Kenworthy Khan King Kowalska
    Kumar Lewis Li Lloyd Lumb Mahmood Malik Marsden Martin McCarthy Mensah Midgley Miller Mistry Mitchell Moore Morgan
    Morris Murphy Naylor Ncube Nowak Nutter Obi Ogden Okafor Osei Owen Parker Parry Patel Petrescu Phillips Pickles
    Popescu Powell Price Pritchard Pugh Quarmby Rahman Ramsden Rao Rees Reilly Rhodes Richards Roberts Robinson Rogers
    Rowlands Sandhu Schofield Scott Shackleton Shah Sharma Shaw Singh Smith Stansfield Stewart Sutcliffe Suleman Sykes
    Szymanska Taylor Thapa Thomas Thompson Thwaite Uddin Varley Wadsworth Walker Walsh Waterhouse Watson Webb White
    Whiteley Wiggins Williams Wilson Wojcik Wood Wright Yates Young Zaman
    """.split()
)
WORDS = """
    Heron|Bluebell|Mrs K|Teapot|Robin|Foxglove|Marmalade|Mr T|Window seat|Two sugars|Red scarf|Kestrel|Primrose|Biscuit
    Thursday Jo|Grandad P|Crossword|Lapwing|Buttercup|Flat cap|Green coat|Jam jar|Kingfisher|Snowdrop|Toffee|Puzzle|Wren
    Honeysuckle|Blue bag|Dominoes|Curlew|Heather|Ginger nut|Tall Ali|Umbrella|Starling|Bramble|Button|Card 12|Card 17
    Card 23|Card 31|Card 38|Card 44|Card 52|Piano|Linnet|Clover|Pepper|Big Sam|Walking stick|Goldfinch|Daisy chain|Parkin
    Yellow hat|Harmonica|Dipper|Fern|Custard|Aunty M|Jigsaw|Nuthatch|Violet|Pancake|Nana B|Telescope|Sandpiper|Willow
    Crumpet|Uncle V|Bus pass|Siskin|Hawthorn|Gravy|Miss L|Postcard|Swift|Rowan|Pickle|Old Tom|Lantern|Swallow|Thistle
    Flapjack|Front row|Compass|Treecreeper|Ivy|Rhubarb|Back row|Accordion|Wagtail|Poppy|Humbug|Tea cosy|Kite|Yaffle|Sorrel
    Liquorice|Bingo|Kettle|Oystercatcher|Speedwell|Scone|Knitting|Notebook|Plover|Tansy|Treacle|Allotment|Magnifier
    Redwing|Yarrow|Chutney|Choir|Bicycle|Fieldfare|Campion|Mint|Darts|Slippers|Dunnock|Celandine|Nutmeg|Whist|Rucksack
    """.replace("\n", "|").split("|")
NICKNAMES = tuple(dict.fromkeys(word.strip() for word in WORDS if word.strip()))
"""What champions call the people they help: never a full name."""
STEMS: tuple[str, ...] = (
    "Ash",
    "Bracken",
    "Cald",
    "Dale",
    "Elm",
    "Fern",
    "Gorse",
    "Hazel",
    "Inch",
    "Kiln",
    "Larch",
    "Moss",
    "Nether",
)
STEMS += ("Oaken", "Over", "Quarry", "Ridge", "Sallow", "Thorn", "Upper", "Weaver", "Yarn", "Hebden", "Cragg", "Luddin")
ENDINGS = ("dale", "field", "ford", "royd", "shaw", "ton", "wick", "bridge", "bank", "den", "ley", "stones")
"""Villages are put together out of two halves: Mossroyd, Thornshaw."""
BODIES = (
    ("{place} Libraries", ("Library", "Mobile Library Stop", "Reading Room"), "workplace"),
    ("{place} Homes", ("Estate Office", "Court", "Sheltered Housing"), "embedded"),
    ("Age Friendly {place}", ("Day Centre", "Lunch Club", "Memory Café"), "volunteer"),
    ("{place} Community Trust", ("Community Centre", "Hub", "Village Hall"), "volunteer"),
    ("{place} Health Partnership", ("Surgery", "Clinic", "Wellbeing Room"), "embedded"),
    ("{place} Adult Learning", ("Learning Centre", "College Annexe"), "workplace"),
    ("{place} Mills", ("Weaving Shed", "Office", "Warehouse"), "workplace"),
    ("{place} Foodbank", ("Pantry", "Distribution Point"), "peer"),
)
"""Kinds of organisation, what their teams are called, and in what capacity their champions mostly help."""
DISTRICTS = tuple(
    [f"HX{n}" for n in range(1, 8)]
    + [f"HD{n}" for n in range(1, 10)]
    + [f"BD{n}" for n in range(1, 25)]
    + [f"LS{n}" for n in range(1, 30)]
    + [f"WF{n}" for n in range(1, 18)]
)
"""Postcode districts of West Yorkshire, as Royal Mail numbers them."""
LANGUAGES = (
    ("ur", 9),
    ("pa", 7),
    ("pl", 6),
    ("bn", 3),
    ("ar", 3),
    ("ro", 3),
    ("cy", 2),
    ("gu", 2),
    ("so", 1),
    ("bfi", 1),
)
"""Languages that champions speak beside English, and how many in a hundred do."""
NOTES = (
    "Went slowly, and well.",
    "Wants to see the photos of the grandchildren next time.",
    "Brought the new phone; the letters are bigger now.",
    "Wi-Fi was down, so we practised on paper.",
    "Booked an appointment alone at the end.",
    "Worried about scams; we looked at three messages together.",
    "Asked for the same again next week.",
    "Bus timetable found without help.",
)
