"""Abbreviations of two to five letters that clinicians write, so that initials stand out."""

ABBREVIATIONS = frozenset(
    """
    aa ab abd abg abgs abpi abpm abvd abx ac aca acdf acei acj acl acls acs acth ad adc adhd adl
    adls ado ae aeb aecop af afb afib ag ah ai aicd aids aka aki al alk all alp als alt am amd
    ami aml ams amt amts an ana anca antc anug ap apb apd apgar apl apls apr aps ar aras arbs
    ards arf as asa asap asd asds asia asis aspd aspect ast at atn atx av avm avn avnrt avr avrt
    ba bal bb bbb bc bcc bcg bcls bcr bcva bd be bi bid birads bka bls bm bmi bmpr bp bpad bpd
    bpds bph bpm bppv braf brca bs bsa bse bt btk bun bw bx ca cab cabg cad cadasil cap cb cbc
    cbcs cbd cbds cc ccf ccta cd cdad ce cf cfs cfv ch chads chd chf ci cin ck ckdu cl cm cmc
    cmcj cmj cml cmrs cmt cmv cmvs cn cns co cof con copd cor cp cpp cpr cr crc crf crp crps
    crrt crt crt-d cs csf csom csp cspn ct cta ctd cte ctnm ctpa ctr cts cva cvp cvs cxr cxrs da
    dash db dbp dc dcis dd ddd dddr ddh ddx det dexa df dgrm dh dic dip dipj dips disi dj dka dl
    dlbcl dlco dm dmard dmd dmt dna do doac dob doe doms dpc dr dre drj dru dsa dsh dt dtr dua
    dub dvt dvts dwi dx ea ebv ec ecf ecg ecm ecmo ecv ed edh edm edss eeg ef efast eg egfr egpa
    ehl ekg elisa em emdr emg ems en ent eom eos epap er ercp ers es esbl esl esm esp esr eswl
    et eta etc etco etl ett eua ev ex ext fap fast fat fb fbc fbcs fe fem fevs ff ffdm ffp fgf
    fh fhh fi fib fibs figo fish fl flu fna fnac fnas fndc fob foc foo fos fov fpl fr fs fsg ft
    ftt fu fx ga gb gbm gbs gca gcs gcse gd gerd gfr gh gi gib gist git gll gn goj gol gp gpa
    gpcs gs gsv gtc gtcs gtn gtps gu gut gy hb hbsag hbv hcc hcg hcgs hct hcv hd hdl hdls he
    hellp hf hfref hh hhot hi hiit hit hiv hivs hl hla hnpcc ho hob hoc hocm hos hpe hpf hpfs
    hpv hpvs hr hrct hrt hs hsct hsp hst hsv ht htlv htn hu hus hx ia iabp iadls ial ibd ibs ibw
    ic ica icd icds icg ich icp ics icsi icu icus id ida iddm idh ie ies if ig iga ige igg igm
    ih ihc ihd ii iii ij ild im ima imp in inf ing inr int io iol iop ip ipap ipf ipss iq ir is
    isq isup it itb itp itu iud iugr iui iv ivc ivf ivh ivig ix jia jj jp jvp k kdigo kras kub
    kubs kv kvp la lab lacs lad lao lap lbbb lbm lbo lbp lcl lcls lcp lcx ld ldct ldh ldl le les
    lft lfts lge lh li lif ll lle llq lma lmn lmp lmwh ln loc lof lp lpo lq lrtd ls lscs lt lte
    lul luq lut lv lvad lvef lvf lvh lvi lvot lx ma mac macs malt map mapk masld max mb mc mca
    mcas mcds mch mcl mcls mcp mcpj mcps mcs mcv md mdma mdrs mds mdt me med meld met mets mf mg
    mgmt mgs mh mi mibg mid min mip ml mld mlhs mlo mm mmr mo mod mp mpr mr mra mrc mrcp mrcs
    mri mrsa mrv ms msis msk mso mss mssa msu msus mt mtb mtp mtpj mtx mua mv mvc mvp mvr na nad
    nafld nai nash nb nbm nbtx nc ne neb nec ned neg news nf nfa ng ngt nhl nhs ni nicu niddm
    nihss nil nj nk nkda nm no noac nof nos np npo npsa nr nras ns nsaid nsclc nspj nsr nst
    nstemi nsvd nt ntg nv nvd nyha oa oac oaks oats ob oc ocd ocp ocps oct od odfs oe ogd ogtt
    ohs ohss oita ok oks ol om omfs on op opat opd opg or orif osa osas osce ot ovul ow pa pac
    pad pads pah pan pap papp pas patc pb pbc pca pci pcl pcls pcnl pco pcos pcp pcr pcrs pcwp
    pd pda pe pefr peg pegs pep per perc perrl pert pesi pet pfo pft pfts pg ph phpt pi pia pic
    picc picu pid pin pip pipj pips pirads piv plif pm pma pmb pmdd pmh pmi pml pmma pn pnd pni
    po poc pod pof pol pop pos post pots pp ppi ppm pprom pps pr prbc pre prn pro prom prp ps
    psa psc psis psm psvt pt pta ptc pth ptl pts ptt ptx pu pud pv pvc pvd px pz qc qd qds qid
    qrs qt qtc ra rads rae rapd ras rb rbbb rbc rca rcc rd rds re recist ref reg rf rfa rh ri
    rif rip ripe rl rle rll rlq rml rmo rna roi rom rop ros rotem rpo rr rrt rs rsv rsvp rt rta
    rue rul ruq rut rv rvh rvr rx sa saah sab sah sat sats sbar sbo sbp sc scc scca sccs scd
    scfe sci scj sclc scm scv sd sdh se ses sf sfa sfj sg sh sho si siadh sicu sids sij sil sir
    sirs sjs sk sl slac slap sle slnb slr sma smn smv snac snhl sni so soap sob soc sofa sol sop
    sp spc spect spk spo spr sr ss ssi ssss st std stem stemi sti stir sto sts sub subq suv sv
    svc svcs svd svg svr svt sx sz ta tace tah tavi tavr tb tbi tbsa tc tca tcc td tds te tee
    tens tert tev tf tfc tfcc tfl tft tfts tg tga th thr thrs ti tia tib tibc tic tid timi tip
    tips tirads tis tka tkas tkr tkrs tl tlc tlh tlif tm tmds tmj tms tmt tmtj tn tnbc tnf tnm
    to toe tof ton toxo tp tpa tpmt tpn tpns tr trab tse tsh tss tst tte ttn ttp tu tur turbt
    turp tv tvr tx ua uc ucbt ucl ue uk uka ul ulq un uo uq ur uri us usa uss ut uti utis uv uva
    uvb uvpr va vac vas vats vbac vbgs vc vcf vco vd ve vegf vf vh vi vii viii visi vl vma vor
    vp vps vq vr vres vs vsd vsds vt vte vuj vv vwd vzv vzvs wb wbc wcc wd we wells wg whos wk
    wle wnl wpw wt xi xii xr yo yr ys
    """.split()
)
"""In small letters."""
