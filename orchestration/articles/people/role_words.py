"""Words by which `scene` tells actor from target: prepositions, quantities, kinds of verbs."""

from orchestration.articles.people.actor_words import forms

BY = forms("by par يد ايدي بايدي قبل")
AGAINST = forms("against on upon targeting contre visant ciblant ضد حق باتجاه")
# They mean a target in protests only.
FACING = forms("outside devant أمام")
AMONG = forms("among parmi rangs ranks صفوف")
BETWEEN = forms("between entre بين")
WITH = forms("with avec مع")
OF = forms("of de du des d'")
FROM = forms("from aux من")
TO = forms("to into الي")
PLACING = forms("in at near for within dans vers pour chez sur sous en في عن علي لدي قرب")
CLASSES = {
    form: name
    for name, forms in {
        "by": BY,
        "against": AGAINST,
        "facing": FACING,
        "among": AMONG,
        "between": BETWEEN,
        "with": WITH,
        "of": OF,
        "from": FROM,
        "to": TO,
        "placing": PLACING,
    }.items()
    for form in forms
}
# Between a preposition and the name: articles, figures, qualities.
LIGHT = forms(
    """the a an some several its their his suspected presumed alleged armed two three four
    five six seven eight nine ten dozen dozens hundreds thousands least about nearly
    more than over other local young unknown unidentified allied roughly fleeing le la
    les l' un une plusieurs quelques ses leurs deux trois quatre cinq sept huit neuf dix
    dizaine dizaines centaine centaines milliers moins plus environ pres quelque vingt
    douze quinze trente presumes autres supposes عشرات مئات الاف عدد عده نحو حوالي بعض
    عناصر مقاتلي مقاتلو قوات افراد مواقع موقع احد احدي مجموعه مسلحي"""
)
ARTICLES = forms("the a an les des")
FAMILIES = forms("families familles عائلات")
SUPPORTED = forms(
    """backed supported alongside allied accompanied aided appuye appuyee appuyes appuyees
    soutenu soutenue soutenus epaule epaules cotes accompagnes المدعوم المدعومه مدعوما
    مدعومه بدعم برفقه بمساعده بمسانده مدعومين"""
)
BE = forms(
    """was were been being is are be get got ete etre est sont fut furent etait etaient
    etant"""
)
AUXILIARIES = BE | forms(
    """has have had reportedly also not allegedly later all a ont avait avaient ne n' pas
    aussi avoir auraient aurait egalement tous"""
)
BREAKS = forms("; while but although whereas as alors tandis mais بينما فيما لكن")
# They part events, but an attack and its dead.
SOFT_BREAKS = forms(
    """after before following when apres avant suite lorsque lorsqu' quand بعد قبل عقب اثر
    بعدما عندما حين"""
)
CLAUSE_MARKS = frozenset({",", ":", "(", ")"})
AND = frozenset({"and", "et"})
AERIAL = forms(
    """struck pounded artillery shells rockets mortar mortars artillerie obus roquettes
    قذائف صواريخ مدفعية air airstrike airstrikes strike strikes drone drones bombed
    bombing bombardment bombardments shelled shelling helicopter helicopters aerial raid
    raids frappe frappes aerien aerienne aeriens aeriennes bombarde bombardement
    bombardements helicoptere helicopteres pilonne غاره غارات جويه الجويه مسيره المسيره
    مسيرات قصف قصفت ضربه ضربات طيران الطيران طائره"""
)
TOLL = forms(
    """killed dead died lost wounded injured casualties deaths losses perished hurt fallen
    tue tues morts mort perdu blesses tombes pertes peri tuee perte blesse tombe قتل
    قتلي قتيلا مقتل جرحي اصيب اصابه خسائر سقط سقوط مصرع قتلوا فقد بخسائر بمقتل استشهد"""
)
LOSS = forms("lost losses perdu pertes perte خسائر بخسائر خسر فقد فقدان")
PACTS = forms(
    """signed sign agreed accord agreement pact talks met charter deal treaty meeting
    negotiations signe signent pacte pourparlers rencontre discussions negociations
    entretien charte وقع وقعت وقعوا اتفاق اتفاقا مباحثات محادثات التقي اجتماع مفاوضات
    ميثاق"""
)
ITSELF = forms(
    """to d' de بانها it they he its that had has have also avoir qu' que il elle ils elles
    avait avaient a ont انه انها انهم ان قد بانه"""
)
RETAKEN = forms(
    """recaptured retook recapture retaken regained repris reprend reprise reconquis
    reconquete liberated libere استعاد استعادت استعاده استرد استردت حرر حررت تحرير"""
)
# Fighters that a name behind "of" tells: fighters of the group.
MEN = forms(
    """camp camps base bases position positions convoy convoi convois bastion stronghold
    fief معسكر معسكرا موقعا مواقع fighters members elements militants men forces troops
    soldiers gunmen group combattants membres miliciens hommes groupe jihadistes
    djihadistes katiba مقاتلي مقاتلو عناصر أفراد مسلحي جنود رجال"""
)
OF_THEM = forms("من")
# What is "blamed on" someone or "attributed to" them is theirs.
ATTRIBUTED = forms(
    """blamed blame attributed attribue attribuee attribues attribuees impute imputee imputes
    نسب نسبت منسوب منسوبة المنسوب المنسوبة"""
)
PITTED = forms("oppose opposent opposant opposait pitted pitting pits")
QUANTITIES = forms(
    """dozens dozen hundreds thousands scores handful number majority centaines milliers
    centaine millier nombre مئات المئات الآلاف عشرات الاف ما نحو حوالي اكثر عدد بعض
    اثنين اثنان ثلاثه اربعه خمسه سته سبعه ثمانيه تسعه عشره احد اثنا ثلاث اربع خمس ست سبع
    ثماني تسع عشر العشرات المءات"""
)
NO_OBJECT = forms(
    """في من علي الي عن خلال يوم امس اليوم ليل ليله مساء صباح فجر بعد قبل مع عند منذ قرب
    اثر ضمن داخل الاثنين الثلاثاء الاربعاء الخميس الجمعه السبت الاحد بين وفق بحسب حسب
    جراء نتيجه"""
)
MINES = forms(
    """mine mines landmine landmines ied ieds roadside device explosive bomb bombs engin
    engins artisanale bombe bombes لغم لغما ألغام عبوة عبوات"""
)
