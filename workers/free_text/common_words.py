"""Words that the lists call given names as well, and that nearly always are words."""

COMMON_WORDS = frozenset(
    """
    abdo achilles affinity agent aide all alpha alter amino ample ang angle angles aniso antero
    any aqua arch arcus ascension aura aureus author avid baby back bar beach bean bear beauty
    believe belladonna best beta better black blood blue bond bone boots boy branch bridge
    brother brown bubbles bud burn burns butterfly cage camera candida car cardia carina cart
    case cell chambers chance chances channel chest child chin chip choice chol chole church
    cluster clutch coast columbia coma comfort conception copper coral cordis corona cort cotton
    court crash cruise crystal curran cutter cyst dairy daughter day days december deem desire
    dex diary dimple doctor dodge dominant donate dot down drain drew dural ear edu elder else
    essence ethyl even ever excel eye fallen father favor fed female field fields film fin first
    flash fleet flex flip foot frankly gains games garden gauge gene gent gentle german girl
    gleason god gold golden good graft gray great green grey halo hand harm harsh haven haze
    head heard hemi her him his holiday honest ideal image indi infant innocent integrity iris
    ish island its jet job july june keen kit lady lake large last lay legend lemon lido life
    like lima link lister little lively login long luck lue lyrica mailing male man manual mar
    march mark marking marks mass mate mates math matrix max maxi meet melena mellow mercury
    mile miles mina minus modest month moody mother mural nail neck ned nerve never night nor
    nothing november ocean october old omega one or orange our oval pal park parks patches
    paying peace peat peer perfect peri perl phalen photo picture pilot pink pistol platinum
    pleasure porcelain prayer president pretty prime pristine promise purpose que race rain
    raking rapid real reality reef regional rem retina rice ridge rim rin rise river rivers rock
    rod roll rope rumor rural said saline sand save saw scan scar sea season sem senna series
    seven shadow shaft shaking share she shell shin shiny short shown shy sip sister ski skin
    small snow soda sole some son soon sooner speed spicy spike spring square stance star still
    stone story strange success superior sway sweet tag tan tank teres tesla tha thalamus than
    that then theory theta they this thunder till tip tomorrow track traverse tray trigger trip
    true truly trust two union unk vail vanilla vaso vein verbal verge versa very via vice view
    virtue void wake walker wander wane warm wash water watts way week welcome well whisper
    white wide windy wing winter wise won wonder wood woods worn worth wound year yo yom you
    young younger your zero
    """.split()
)
"""In small letters they are passed over unless the words beside them say otherwise."""
