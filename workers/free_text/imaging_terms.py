"""Words that descriptions of images are made of: parts of the body, ways to look, device talk.

Written for this product from common use in protocol and series descriptions; each of them says
something about a picture, and none says whose picture it is.
"""

_BODY = """
abd abdo abdomen abdominal adrenal ankle aorta aortic arch arm artery axilla back biliary
bladder bone bowel brachial brain breast bronchus calcaneus calf cardiac carotid cervical chest
clavicle coccyx colon cord cornea coronary cspine disc disk duct ear elbow endometrium esophagus
eye eyelid face facial femoral femur fetal fetus fibula finger foot forearm gallbladder gastric
hand head heart heel hepatic hilum hip humerus iac iliac ilium jaw joint kidney knee larynx leg
liver lspine lumbar lumbosacral lung lungs lymph mandible mastoid maxilla mediastinum mouth
muscle neck nerve node nose orbit orbits ovary pancreas pancreatic paranasal parotid patella
pelvic pelvis pharynx pituitary placenta portal prostate pulmonary radius rectal rectum renal
retina rib ribs sacral sacrum scaphoid scapula scrotum shoulder sinus sinuses skin skull spinal
spine spleen sternum stomach teeth temporal testis thigh thoracic thorax thumb thyroid tibia tmj
toe tongue tooth trachea trunk tspine ulna ureter urethra urinary uterus vagina vascular vein
vena venous ventricle vertebra wrist
"""
_VIEWS = """
abduction adduction anterior anteroposterior ap apex apical ax axi axial back basal bearing
bilat bilateral both caudal cc circumferential cone cor coronal cranial cross decub decubitus
deep distal dorsal down erect extension external flexion front frontal inferior inlet inner
internal lao lat lateral left lft long longitudinal lower lpo lt mag magnified medial mid middle
ml mlo mortise neutral obl oblique open outer outlet pa palmar plantar post posterior prone
proximal rao recumbent right rpo rt sag sagittal semi short side sitting skyline standing sub
sunrise superior supine swimmer swimmers tangential top tra trans transverse tunnel upper
upright ventral vertical view views volar weight weightbearing
"""
_TECHNIQUES = """
ac acq acquired acquisition acr adc added addition additional adult angio angiogram angiography
arterial asir asl attenuation auto average averaged avg axials b0 beam bh blade blood bold bolus
bone bravo breath breathhold bright btfe bw calc calcium cardiac cbct cbf cbv ce ceus child cine
ciss coarse coil collimation color colour combined comp compression contour contrast corr
corrected correction cta ctp cube curved cut dce deep delay delayed derived detail detector dfov
diff diffusion digital direct dixon doppler dose drr dsa dti dual dwi dyn dynamic early ecg echo
edge eff enh enhanced enhancement entire epi equilibrium exam excretory exp exposure extended
fast fat ffdm ffe fgre field fiesta filter filtered fine fisp flair flash flow fluid fluoro foci
fov frame free freq frontal fs fsat fse fspgr fused fusion fx gain gated gating gradient grasp
gre guidance guided hard haste helical hi high hires hr hrct hu image images imaging in in-phase
infant inj injection inphase inv inversion inverted ir irm iso isotropic iter iterative iv
kernel kev kv kvp large late lava lava-flex linear loc localiser localizer locs low lung ma map
mapping maps mas mask math max maximum med medium minip mip mips mixed mobile mocap moco mode
mono motion mp mpr mprage mprs mra mrcp mri mrv ms multi multiphase myelo native nc ncct neonate
nephrographic no non noncon noncontrast none norm normal normalized nuclear opp opposed oral
original out out-phase overview paediatric parallel pass pc pcasl pd pediatric perf perfusion
pet phantom phase phases pilot plain planar plane portable portal post post-contrast
postcontrast pre pre-contrast precontrast primary prior proc processed profile projection
propeller protocol proton pulse pw quant quick rad radial range rapid raw real rec recon recons
reconstructed reconstruction ref reference reformat reformats reformatted region repeat
reposition res resolution resp rest resting reversal rf rigid roi rot rotation routine sat
saturation save scan scanned scanogram scans scout screen screenshot secondary seq sequence
series set sfov sharp short single sl slab slice slices slow smooth sms soft source space spair
spc spec spect spectral spgr spin spiral split spot ss ssfp ssfse stack standard static std
stereo stir stress study subtracted subtraction suppressed suppression surface survey
susceptibility sweep swi t1 t1w t2 t2star t2w tagged tap target te technique test thick thin
thrive tilt time timing tir tirm tissue tof tomo tomogram tomography tomosynthesis topo topogram
tr trace tracking transaxial trufi trufisp tse ttp turbo ultra ultrasound unenhanced ungated us
vibe vol volume volumetric vr vrt w water wb weighted whole wide window with without wo woc
x-ray xray zoom
"""
_FINDINGS = """
abscess aneurysm biopsy bleed calcification calculus cancer cyst dissection drain edema effusion
embolism fracture fx graft hemorrhage hernia implant infarct infection injury leak lesion mass
melanoma metastasis mole naevus nevus nodule pain perforation plaque pneumonia pneumothorax
polyp rash rupture scar screw stenosis stent stone stroke swelling tear thrombosis trauma tumor
tumour ulcer wound
"""
_FILES = """
angle area axis bit bits byte center centre count counts cycle data default deg degree degrees
derived distance duration end first frames full generic gray grey half height horizontal index
last left length level line list magnitude manual matrix mean median min minimum modality model
monitor multiplanar name number object off offset on order origin original other overlay page
part partial percent pixel pixels point points position quality quarter ratio record resampled
resampling result right row rows sample scale scaled score segment segmentation segmented sensor
shape signal size software speed start state status step store stored sum system table temp
temperature test text threshold total type uniform unit units unknown update upright value
values variable version width zero
"""

IMAGING_TERMS = frozenset(" ".join((_BODY, _VIEWS, _TECHNIQUES, _FINDINGS, _FILES)).split())
"""All of them, in small letters."""
