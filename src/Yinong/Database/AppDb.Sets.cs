using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Catalogue;
using Yinong.Modules.Desk;
using Yinong.Modules.Divisions;
using Yinong.Modules.Identity;
using Yinong.Modules.Identity.OAuth;
using Yinong.Modules.Marks;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Assessments;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Rules;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Programme;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Equipment;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Hosting;
using Yinong.Modules.Stations.Import;
using Yinong.Modules.Stations.Photos;
using Yinong.Modules.Stations.Places;
using Yinong.Modules.Stations.Rechecks;
using Yinong.Modules.Stations.Reports;
using Yinong.Modules.Stations.Siting;
using Yinong.Modules.Stations.SixHaves;
using Yinong.Modules.Supervision;
using Yinong.Modules.Training;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Farmers;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Database;

namespace Yinong.Database;

public sealed partial class AppDb
{
    public DbSet<Division> Divisions => Set<Division>();

    public DbSet<RebaseCount> RebaseCounts => Set<RebaseCount>();

    public DbSet<DivisionAttribute> DivisionAttributes => Set<DivisionAttribute>();

    public DbSet<FormerDivision> FormerDivisions => Set<FormerDivision>();

    public DbSet<ProgrammeYear> Programmes => Set<ProgrammeYear>();

    public DbSet<Cohort> Cohorts => Set<Cohort>();

    public DbSet<Rollout> Rollouts => Set<Rollout>();

    public DbSet<Target> Targets => Set<Target>();

    public DbSet<VillageRoster> VillageRosters => Set<VillageRoster>();

    public DbSet<VillageRosterUnit> VillageRosterUnits => Set<VillageRosterUnit>();

    public DbSet<RosterComparison> RosterComparisons => Set<RosterComparison>();

    public DbSet<ProgrammeParameter> ProgrammeParameters => Set<ProgrammeParameter>();

    public DbSet<Setting> Settings => Set<Setting>();

    public DbSet<Organisation> Organisations => Set<Organisation>();

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<AccountPost> AccountPosts => Set<AccountPost>();

    public DbSet<AccountSession> AccountSessions => Set<AccountSession>();

    public DbSet<ApiClient> ApiClients => Set<ApiClient>();

    public DbSet<OAuthKey> OAuthKeys => Set<OAuthKey>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Station> Stations => Set<Station>();

    public DbSet<StationTransition> StationTransitions => Set<StationTransition>();

    public DbSet<StationPlaceChange> StationPlaceChanges => Set<StationPlaceChange>();

    public DbSet<HandOver> HandOvers => Set<HandOver>();

    public DbSet<HandOverLine> HandOverLines => Set<HandOverLine>();

    public DbSet<SitingPlan> SitingPlans => Set<SitingPlan>();

    public DbSet<SitingVillage> SitingVillages => Set<SitingVillage>();

    public DbSet<RecheckDraw> RecheckDraws => Set<RecheckDraw>();

    public DbSet<RecheckItem> RecheckItems => Set<RecheckItem>();

    public DbSet<StationReport> StationReports => Set<StationReport>();

    public DbSet<ChecklistEdition> ChecklistEditions => Set<ChecklistEdition>();

    public DbSet<Inspection> Inspections => Set<Inspection>();

    public DbSet<InspectionAnswer> InspectionAnswers => Set<InspectionAnswer>();

    public DbSet<Evidence> Evidence => Set<Evidence>();

    public DbSet<PhotoHash> PhotoHashes => Set<PhotoHash>();

    public DbSet<PhotoPair> PhotoPairs => Set<PhotoPair>();

    public DbSet<PhotoJudgement> PhotoJudgements => Set<PhotoJudgement>();

    public DbSet<EquipmentCard> EquipmentCards => Set<EquipmentCard>();

    public DbSet<EquipmentEvent> EquipmentEvents => Set<EquipmentEvent>();

    public DbSet<StationLicence> StationLicences => Set<StationLicence>();

    public DbSet<StationHours> StationHours => Set<StationHours>();

    public DbSet<StationClosure> StationClosures => Set<StationClosure>();

    public DbSet<StationContact> StationContacts => Set<StationContact>();

    public DbSet<ContactCheck> ContactChecks => Set<ContactCheck>();

    public DbSet<StationCondition> StationConditions => Set<StationCondition>();

    public DbSet<LostCriterion> LostCriteria => Set<LostCriterion>();

    public DbSet<StationImport> StationImports => Set<StationImport>();

    public DbSet<StationImportRow> StationImportRows => Set<StationImportRow>();

    public DbSet<Officer> Officers => Set<Officer>();

    public DbSet<Posting> Postings => Set<Posting>();

    public DbSet<Certificate> Certificates => Set<Certificate>();

    public DbSet<CertificateSuspension> CertificateSuspensions => Set<CertificateSuspension>();

    public DbSet<MarkKey> MarkKeys => Set<MarkKey>();

    public DbSet<MarkIssue> MarkIssues => Set<MarkIssue>();

    public DbSet<Qualification> Qualifications => Set<Qualification>();

    public DbSet<OfficerRuleEdition> OfficerRuleEditions => Set<OfficerRuleEdition>();

    public DbSet<OfficerApplication> OfficerApplications => Set<OfficerApplication>();

    public DbSet<OfficerApplicationStep> OfficerApplicationSteps => Set<OfficerApplicationStep>();

    public DbSet<OfficerApplicationFile> OfficerApplicationFiles => Set<OfficerApplicationFile>();

    public DbSet<OfficerObjection> OfficerObjections => Set<OfficerObjection>();

    public DbSet<PersonalKey> PersonalKeys => Set<PersonalKey>();

    public DbSet<OfficerStandingStep> OfficerStandingSteps => Set<OfficerStandingStep>();

    public DbSet<OfficerPause> OfficerPauses => Set<OfficerPause>();

    public DbSet<OfficerAssessment> OfficerAssessments => Set<OfficerAssessment>();

    public DbSet<OfficerHandOver> OfficerHandOvers => Set<OfficerHandOver>();

    public DbSet<Question> Questions => Set<Question>();

    public DbSet<Exam> Exams => Set<Exam>();

    public DbSet<ExamSitting> ExamSittings => Set<ExamSitting>();

    public DbSet<ExamAnswer> ExamAnswers => Set<ExamAnswer>();

    public DbSet<ExamSeal> ExamSeals => Set<ExamSeal>();

    public DbSet<Course> Courses => Set<Course>();

    public DbSet<Lesson> Lessons => Set<Lesson>();

    public DbSet<LessonFile> LessonFiles => Set<LessonFile>();

    public DbSet<HourRequirement> HourRequirements => Set<HourRequirement>();

    public DbSet<HourCredit> HourCredits => Set<HourCredit>();

    public DbSet<LessonStudy> LessonStudies => Set<LessonStudy>();

    public DbSet<TrainingBody> TrainingBodies => Set<TrainingBody>();

    public DbSet<TrainingClass> TrainingClasses => Set<TrainingClass>();

    public DbSet<ClassUnit> ClassUnits => Set<ClassUnit>();

    public DbSet<ClassEnrolment> ClassEnrolments => Set<ClassEnrolment>();

    public DbSet<FarmerSession> FarmerSessions => Set<FarmerSession>();

    public DbSet<SessionSignup> SessionSignups => Set<SessionSignup>();

    public DbSet<SessionFeedback> SessionFeedback => Set<SessionFeedback>();

    public DbSet<ServiceItem> ServiceItems => Set<ServiceItem>();

    public DbSet<ServiceItemVersion> ServiceItemVersions => Set<ServiceItemVersion>();

    public DbSet<ServiceRecord> ServiceRecords => Set<ServiceRecord>();

    public DbSet<ServiceRecordCorrection> ServiceRecordCorrections => Set<ServiceRecordCorrection>();

    public DbSet<ServiceTally> ServiceTallies => Set<ServiceTally>();
}
