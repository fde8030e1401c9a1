"""Words of medicine that are people's names: a sign is no patient.

Two lists: eponyms, which stand for a thing wherever no word marks them as a person, and the nouns
that make a thing out of any name before them (``Kehr sign``, ``Smith fracture``).
"""

EPONYMS = frozenset(
    """
    arbor blatchford nottingham parkland minnesota dawson brodie moyamoya abrikossoff achilles
    addison adie albright alport alzheimer amsler angelman apgar apert argyll arnold aschoff
    ashman asherman asperger auer auspitz babinski bainbridge baker bankart bannayan barlow barr
    barrett barré barton bartholin bartter basedow battle bazett beau bechterew beck becker
    beckwith behcet behçet bell bennett berger bernard bethesda biermer bigelow billroth birt
    bishop bitot blalock blount blumberg boas bochdalek boerhaave bouchard bourneville bowen
    bowman boxer braxton breslow brenner broca brown brudzinski bruce brugada brunner budd
    buerger burkitt burnett bosniak buschke cabot caffey campbell carcot carney caroli carpal
    castleman chagas chance charcot chediak cheyne chiari chopart christmas churg chvostek clark
    coats cobb codman colles conn cooley cooper coombs cope corrigan courvoisier couvelaire
    cowden cozen crohn crouzon cruveilhier cullen curling cushing dandy danlos darier davies
    dequervain quervain dercum descemet devic dieulafoy diamond dix dohle doppler down dressler
    drummond dubin duchenne dukes duke dupuytren durkan duroziez ebstein edwards ehlers ehrlich
    eisenmenger elschnig epley erb erdheim essex ewart ewing fabry fallot fanconi felty fick
    fitz finkelstein fleischner foley fontana forrester fothergill fournier fowler fox fordyce
    frank freiberg frey friedreich froment fuchs galeazzi garden gardner garre gaucher gerota
    ghon gilbert gitelman glasgow glisson goodpasture goodsall gorlin gottron gowers graefe
    gradenigo graham graves grawitz grey griesinger guillain gustilo guyon haemophilus haglund
    hailey hallpike hampton hand hangman hansen harris harrison hartmann hashimoto hawkins
    heberden heerfordt hegar heimlich heinz henle henoch herring hesselbach hickman hill hinchey
    hirschsprung hodgkin hodgkins hoffman hoffmann holmes homan homans horner hounsfield howell
    hoover hunter huntington hurler hurthle hutchinson ishihara jacksonian jaccoud jakob
    jefferson jobe jones kallmann kaposi kartagener kasabach kawasaki kayser kehr kerley kernig
    kernohan kienbock kienböck kikuchi killip kimmelstiel kleihauer klinefelter klippel klumpke
    kocher koebner kohler koplik korsakoff kostmann krukenberg kuntscher kussmaul kveim lachman
    laennec lambert landouzy langer langerhans larrey larsen lasegue ledderhose lefort legg
    leriche lesch levine lewy leydig lhermitte libman lichtenberg liddle linton lisch lisfranc
    listeria littre loeffler lown ludwig lynch lyme mach maddox maisonneuve mallampati mallory
    marcus marfan marie marjolin marshall martel masson mazabraud mcardle mcburney mccune
    mcconnell mcmurray mees meckel meibomian meige meigs mendel menetrier meniere ménière merkel
    meyer milroy mirizzi mobitz moh mohs monro monteggia moro morison morquio morton muehrcke
    muir munchausen munro murphy naegele neer nelson nikolsky noonan obturator oddi ogilvie
    ollier ortolani osborn osgood osler paget pancoast panner pap papanicolaou parinaud parkes
    parkinson patau paul pautrier pellegri pemberton perthes peutz peyer peyronie phalen phren
    pick pickwickian pierre plummer pompe poland popeye pott potter prader prehn prinzmetal
    pringle purkinje quincke raeder ramsay ranson rasmussen rathke raynaud recklinghausen reed
    refsum reinke reiter rendu rett reye richter riedel rieger rigler rinne robin robinson
    rokitansky romaña romberg romhilt rorschach rosai roth rothmund rovsing roux rubinow russell
    rutherford sach salter sandifer sapporo scarpa scheie scheuermann schatzki schilling
    schirmer schlatter schmorl schober schonlein schönlein schwann schwartz segond seidel
    seldinger sengstaken sertoli sever sezary shapiro sheehan shenton sister simmond simmonds
    sipple sjogren sjögren skene smith snellen sotos spalding spetzler spigelian spitz spurling
    stanford starling steinmann stensen stevens stickler still stokes struma sturge sudeck susac
    sweet swan swyer sydenham syme symmers takayasu takotsubo tanner tardieu tay terry terson
    thessaly thomas thompson thomsen thomson thornwaldt tietze tinel tooth tourette towne traube
    trendelenburg treves trousseau turcot turner twiddler tzanck unna valsalva vater venturi
    verner vincent virchow volhynia volkmann vogt waardenburg waldenstrom waldeyer wallenberg
    waterhouse waters weber wegener weil wells wenckebach werdnig wermer werner wernicke
    westermark wharton whipple whitaker wickham widal wiesel wilkins williams willebrand willis
    wilms wilson wiskott wolff wolffian wood woods yergason zenker ziehl zellweger zollinger
    giemsa thurstan holland hueston wright gomori grocott perls warthin romanowsky leishman
    nissl langenbeck wallace norton waterlow braden nathanson marburg wagner seddon
    strasberg sanders eichhoff wartenberg broden gissane
    """.split()
)
"""Names that stand for what they described. Some are common surnames as well."""

WHOLE_EPONYMS = (
    "argyll robertson", "austin flint", "charles bonnet", "da vinci", "gordon holmes",
    "graham steell", "ivor lewis", "jackson pratt", "lloyd davies", "marcus gunn", "mayo robson",
    "miller fisher", "murray valley", "ramsay hunt", "rift valley", "rocky mountain", "ross river",
    "russell silver", "steven johnson", "stevens johnson", "west nile",
)  # fmt: skip
"""Given names with surnames, and landscapes, that stand for a thing; in small letters."""

THINGS = frozenset(
    """
    abscess amputation anaemia anastomosis anemia aneurysm angle ankle anomaly antigen aphasia
    arch area arrhythmia arthropathy asthma ataxia atrophy attack bacillus bag bar basal bodies
    body bone brace breathing bundle burr burn canal capsule carcinoma cardiomyopathy cast
    catheter cell cells change changes chorea circle cirrhosis class classification clip closure
    colitis contracture corpuscle corpuscles criteria criterion cyst cysts deformity
    degeneration dementia dermatitis diarrhea diathesis dietl disease diseases disorder
    diverticulum duct dystrophy effect elastosis encephalopathy equation erosion esophagus exam
    excision exostosis facies fascia fever fissure fistula flap fold foot foramen forceps
    formula fracture fractures frame gangrene ganglion gait gene gland goiter goitre grade graft
    grafts granuloma granulomatosis groove hemangioma hepatitis hernia hip hump ileus index
    infarct islands joint joints keratoconus keratoplasty keratosis knee knot lacunae law lesion
    lesions ligament limb line lines lipoma loop lung lymphoma lymphomas macroglobulinaemia
    macroglobulinemia malformation maneuver manoeuvre mass melanosis membrane method
    microangiopathy modification murmur myopathy nail nails needle neoplasm nephropathy
    neuralgia neuroma nerve nevus naevus node nodes nodule nodules nose number oedema oesophagus
    operation organ osteochondritis osteotomy ovary palsy papillomatosis papule paralysis
    paronychia patch patches phenomenon phthisis picture pin plane plaque plate plexus point
    position positive pouch procedure prognosis prolapse pseudoaneurysm pulse pupil pupils
    purpura rash ratio reaction reflex regimen repair respiration respirations ring rings rod
    rods root rule sarcoma scale scan scar scleritis sclerosis score series shunt sign signs
    sphincter spot spots stage staging stain stem step stiffness strip stripe stroke struma
    sulcus suture swelling syndrome syndromes system tendon test tests tetralogy thyroiditis tic
    tremor triad triangle tube tubercle tumor tumors tumour tumours type ulcer ulcers ulceration
    urethritis valve valves variant varus vein vessel view wave waves web wire wound zone injury
    injuries dislocation habitus space papules specimen images fingers strictures negative i ii
    iii iv v
    """.split()
)
"""What follows an eponym."""
