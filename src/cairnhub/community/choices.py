"""Everything a profile or an organisation may be told apart by. A choice is added here and nowhere else."""

from django.db import models


class Audience(models.TextChoices):
    """Who may see a field of a profile, the fewest last."""

    EVERYONE = "everyone", "everyone"
    MEMBERS = "members", "members, who have signed in"
    NOBODY = "nobody", "nobody but me"


class StakeholderGroup(models.TextChoices):
    RESEARCHER = "researcher", "Researchers"
    SCHOOL = "school", "Schools"
    STUDENT_OR_TRAINEE = "student_or_trainee", "Students and trainees"
    COMMUNITY = "community", "Community organisations and members"
    CLINICIAN = "clinician", "Clinicians"
    FUNDER = "funder", "Funders"
    ACCREDITOR_OR_REGULATOR = "accreditor_or_regulator", "Accreditors and regulators"
    POLICY_MAKER = "policy_maker", "Policy makers"
    DATA_STEWARD = "data_steward", "Data stewards"


class Discipline(models.TextChoices):
    MEDICINE = "medicine", "Medicine"
    NURSING = "nursing", "Nursing and midwifery"
    DENTISTRY = "dentistry", "Dentistry"
    PHARMACY = "pharmacy", "Pharmacy"
    ALLIED_HEALTH = "allied_health", "Allied health professions"
    PUBLIC_HEALTH = "public_health", "Public health"
    COMMUNITY_HEALTH = "community_health", "Community health work"
    SOCIAL_WORK = "social_work", "Social work"
    PSYCHOLOGY = "psychology", "Psychology"
    EDUCATION = "education", "Education"
    SOCIOLOGY = "sociology", "Sociology and anthropology"
    ECONOMICS = "economics", "Economics"
    POLITICS = "politics", "Politics and policy"
    EPIDEMIOLOGY = "epidemiology", "Epidemiology"
    STATISTICS = "statistics", "Statistics and data science"
    GEOGRAPHY = "geography", "Geography"
    INDIGENOUS_STUDIES = "indigenous_studies", "Indigenous studies"
    LAW_OR_ETHICS = "law_or_ethics", "Law and ethics"
    INFORMATION = "information", "Libraries and information"
    OTHER = "other", "Another discipline"


class PersonRole(models.TextChoices):
    STUDENT = "student", "Student"
    TRAINEE = "trainee", "Resident or trainee"
    CLINICIAN = "clinician", "Clinician"
    TEACHER = "teacher", "Teacher or preceptor"
    RESEARCHER = "researcher", "Researcher"
    ADMISSIONS = "admissions", "Admissions"
    PROGRAMME_LEAD = "programme_lead", "Lead of a programme"
    DEAN = "dean", "Dean or head of a school"
    COMMUNITY_ENGAGEMENT = "community_engagement", "Community engagement"
    COMMUNITY_MEMBER = "community_member", "Member or advocate of a community"
    ADVOCATE = "patient_advocate", "Patient or carer advocate"
    EVALUATOR = "evaluator", "Evaluator"
    DATA_MANAGER = "data_manager", "Keeper of data"
    LIBRARIAN = "librarian", "Librarian"
    FUNDING_OFFICER = "funding_officer", "Officer of a funder"
    ACCREDITATION = "accreditation", "Accreditation or regulation"
    POLICY = "policy", "Policy or government"
    EDITOR = "editor", "Editor of a journal"


class CareerStage(models.TextChoices):
    STUDENT_OR_TRAINEE = "student_or_trainee", "Student or trainee"
    EARLY = "early", "Early career"
    MIDDLE = "middle", "Mid-career"
    SENIOR = "senior", "Senior"
    RETIRED = "retired", "Retired"
    OTHER = "other", "Not on such a path"


class Region(models.TextChoices):
    """Regions of the world after the United Nations' M49, with the Americas told apart."""

    NORTHERN_AMERICA = "northern_america", "Northern America"
    LATIN_AMERICA = "latin_america", "Latin America and the Caribbean"
    EUROPE = "europe", "Europe"
    NORTH_AFRICA_WEST_ASIA = "north_africa_west_asia", "Northern Africa and Western Asia"
    SUB_SAHARAN_AFRICA = "sub_saharan_africa", "Sub-Saharan Africa"
    CENTRAL_SOUTH_ASIA = "central_south_asia", "Central and Southern Asia"
    EAST_SOUTHEAST_ASIA = "east_southeast_asia", "Eastern and South-Eastern Asia"
    OCEANIA = "oceania", "Oceania"


class MethodsExpertise(models.TextChoices):
    TRIALS = "trials", "Randomised trials"
    QUASI_EXPERIMENTS = "quasi_experiments", "Quasi-experiments and causal inference"
    COHORTS = "cohorts", "Cohorts and long follow-up"
    SURVEYS = "surveys", "Surveys"
    MEASUREMENT = "measurement", "Measurement and scale development"
    QUALITATIVE = "qualitative", "Qualitative research"
    MIXED = "mixed", "Mixed methods"
    PARTICIPATORY = "participatory", "Participatory and community-led research"
    REALIST = "realist", "Realist evaluation and theory building"
    EVALUATION = "evaluation", "Programme evaluation"
    SYNTHESIS = "synthesis", "Reviews and meta-analysis"
    CONSENSUS = "consensus", "Consensus methods"
    MODELLING = "modelling", "Simulation and modelling"
    ECONOMIC = "economic", "Economic evaluation"
    SPATIAL = "spatial", "Spatial analysis"
    NETWORKS = "networks", "Network analysis"
    MACHINE_LEARNING = "machine_learning", "Machine learning and text analysis"
    IMPLEMENTATION = "implementation", "Implementation science"


class DataExpertise(models.TextChoices):
    SCHOOL_RECORDS = "school_records", "Admissions and student records"
    GRADUATE_SURVEYS = "graduate_surveys", "Surveys of students and graduates"
    LICENSURE = "licensure", "Licensure and workforce registers"
    CLAIMS = "claims", "Claims and payments"
    HEALTH_RECORDS = "health_records", "Health records"
    VITAL_STATISTICS = "vital_statistics", "Census and vital statistics"
    COMMUNITY_DATA = "community_data", "Data a community holds or governs"
    GEOGRAPHIC = "geographic", "Geographic data"
    LINKAGE = "linkage", "Linking records"
    PRIVACY = "privacy", "Privacy and disclosure control"
    STANDARDS = "standards", "Data standards and documentation"
    QUALITATIVE_DATA = "qualitative_data", "Interviews and field notes"
