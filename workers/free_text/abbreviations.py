"""Abbreviations of two and three letters that clinicians write, so that initials stand out."""

ABBREVIATIONS = frozenset(
    """
    aa ab abd abg abx ac aca acl acs ad adl ado ae af afb ag ah ai aka aki al all alp alt am amd
    ami aml an ana ap apb apl apr aps ar arf as asa asd asis ast at atn atx av avm avn avr ba bal
    bb bbb bc bcc bd be bi bid bka bm bmi bp bpd bph bpm bs bsa bse bt bun bw bx ca cab cad cap
    cb cbc cbd cc cd ce cf cfs cfv ch chd chf ci cin ck cl cm cml cmv cn cns co cof con cor cp cpr
    cr crc crf crp crt cs csf csp ct cta ctd cte ctr cts cva cvp cvs cxr da db dbp dc dd ddd ddh
    ddx det df dh dic dip dka dl dm dmd dna do dob doe dr dre dsa dt dtr dua dub dvt dx ea ebv ec
    ecg ecm ed edh ef eg ekg ehl em emg ems en ent eom er ers es esr esp et eta etc etl ett eua ev
    ex ext fb fbc fe fem ff ffp fh fi fib fish fl flu fna fob foo fov fpl fr fs ft ftt fu fx ga gb
    gbm gbs gca gcs gd gerd gfr gh gi gib git gn goj gp gpa gs gsv gtn gu gut gy hb hbv hcc hcg
    hct hcv hd hdl he hf hh hi hit hiv hl hla ho hob hos hpf hpv hr hrt hs hsp hst hsv ht htn hu
    hus hx ia iabp ial ibd ibs ic ica icd ich icp ics icu id ida ie ies if ig iga ige igg igm ih
    ihd ii iii ij ild im ima imp in inf ing inr int io iol iop ip ipf iq ir is isq it itb itp itu
    iud iui iv ivc ivf ivh ix jia jj jp jvp k kub kv kvp la lab lad lao lap lbo lbp lcl lcp lcx ld
    ldh le les lft lh li lif ll lle llq lma lmn lmp lmwh ln loc lof lp lpo lq ls lt lte lul luq
    lut lv lvh lvf lx ma mac map max mb mc mca mch mcl mcp mcs mcv md mds me med mf mg mgs mh mi
    mid min ml mld mlo mm mmr mo mod mp mr mra mrc mri mrv ms msk mso mss msu mt mtb mtp mtx mua mv
    mvc mvp mvr na nad nai nb nbm nc ne neb nec ned neg nf nfa ng ngt nhl ni nil nk nkda nm no nof
    nos np npo nr ns nsr nst nt ntg nv nvd oa oac ob oc ocd ocp oct od oe ogd ok ol om on op opd
    opg or osa ot ow pa pac pad pah pan pap pas pb pbc pca pci pcl pco pcp pcr pd pda pe peg pep
    per pet pfo pft pg ph pi pia pic pid pin pip pm pma pmb pmh pml pn pnd po poc pod pof pol pop
    pos post pp ppi ppm pps pr pre prn pro prp ps psa psc pt pta ptc pth ptl pts ptt ptx pu pud pv
    pvc pvd px pz qc qd qds qid qrs qt qtc ra rae ras rb rbc rbbb rca rcc rd rds re ref reg rf rfa
    rh ri rif rip rl rle rll rlq rml rna roi rom rop ros rpo rr rrt rs rsv rt rta rue rul ruq rut
    rv rvh rvr rx sa sab sah sat sbo sbp sc scc sci scd scm sd sdh se ses sf sfa sfj sg sh si sij
    sil sir sk sl sle slr sma smv so sob soc sol sop sp spc spk spo sr ss ssi ssss st std stem sti
    sto sts sub suv sv svc svd svg svr svt sx sz ta tah tb tbi tbsa tc tca tcc td tds te tee tev tf
    tfl tg tga th thr ti tia tib tic tid tip tis tka tkr tl tlc tlh tm tmj tms tmt tn tnf tnm to
    toe tof ton tp tpa tpn tr tsh tss tst tte ttn ttp tu tur tv tvr tx ua uc ucl ue uk uka ul ulq
    un uo uq ur uri us uss ut uti uv uva uvb va vac vas vats vc vcf vco vd ve vf vh vi vl vma vp
    vps vq vr vs vsd vt vte vuj vv vwd vzv wb wbc wcc wd we wg wk wle wnl wpw wt xr yo ys yr
    iii iv vi vii viii ix xi xii ekg bcg bcr bls als cpp ibw lbm icg ecf ecv esm psm edm pmi
    dj nj nyha apd rapd vor scv sni ldl tft tfc tfcc dru drj ccf crt-d lvot asis psis itb acj scj
    gtps oks ohs amt dsh fap met mets adc dwi tse lge mra mip mpr fat fsg foc gll gol gtc cmc cmt
    cmj dmt dpc smn fos eos esl nst ihc hpe lvi pni er pr fgf alk ros met idh mgmt tert kras btk
    usa nhs ae aeb mdt sho spr reg con rmo hoc ae
    """.split()
)
"""In small letters."""
