using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Yinong.Database;
using Yinong.Modules.Desk;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Applications;
using Yinong.Modules.Officers.Assessments;
using Yinong.Modules.Officers.Personal;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Equipment;
using Yinong.Modules.Stations.HandOvers;
using Yinong.Modules.Stations.Photos;
using Yinong.Modules.Stations.Siting;
using Yinong.Modules.Training.Classes;
using Yinong.Modules.Training.Courses;
using Yinong.Modules.Training.Farmers;
using Yinong.Modules.Training.Hours;
using Yinong.Platform.Time;
using Yinong.Web;

namespace Yinong.Tests.Commands;

/// <summary>Every module of the demonstration has something to look at, in each of its states, and nothing of it breaks a rule.</summary>
public class StoriesTests(SimulatedCountry country) : IClassFixture<SimulatedCountry>
{
    static readonly DateTime Until = DateTimeOffset.Parse(SimulatedCountry.Clock, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime;
    static readonly DateOnly Today = ProgrammeClock.DayOf(Until);

    AppDb Open() => country.Database.Open();

    [Fact]
    public async Task Applications_stand_in_every_state_and_each_came_there_by_the_law()
    {
        await using var db = Open();
        var applications = await db.OfficerApplications.AsNoTracking().ToListAsync();
        Assert.Equal(Enum.GetValues<ApplicationState>(), applications.Select(a => a.State).Distinct().Order());
        var steps = (await db.OfficerApplicationSteps.AsNoTracking().OrderBy(s => s.Id).ToListAsync()).ToLookup(s => s.ApplicationId);
        foreach (var application in applications)
        {
            var life = steps[application.Id].ToList();
            Assert.Equal((application.State, application.Since), (life[^1].ToState, life[^1].OnDate));
            Assert.All(life, s => Assert.Contains(ApplicationLaw.Steps, l => l.From == s.FromState && l.To == s.ToState));
            Assert.Equal(life.Select(s => s.OnDate).Order(), life.Select(s => s.OnDate));
            Assert.All(life.Where(s => s.FromState is ApplicationState.Publicized && s.ToState is ApplicationState.Selected or ApplicationState.Reserve), s => Assert.True(s.FromState is not ApplicationState.Publicized || s.OnDate > application.PublicTo));
        }
        Assert.Contains(applications, a => a.State is ApplicationState.Applied && a.DueOn < Today);
        Assert.Contains(applications, a => a.State is ApplicationState.Publicized && a.PublicTo >= Today);
        Assert.Contains(applications, a => a.State is ApplicationState.Publicized && a.PublicTo < Today);
        var outcomes = await db.OfficerObjections.Select(o => o.Outcome).ToListAsync();
        Assert.Equal([null, ObjectionOutcome.Upheld, ObjectionOutcome.Unfounded], outcomes.Distinct().OrderBy(o => o));
        Assert.True(await db.OfficerApplicationFiles.AnyAsync());
    }

    [Fact]
    public async Task Applicants_have_right_numbers_that_are_nobody_s()
    {
        // Opened by another process than the one that sealed them.
        await using var app = WebHost.Build(WebHost.Mode.Serve, configure: builder =>
        {
            builder.Configuration["YINONG_DATABASE"] = country.Database.ConnectionString;
            builder.Configuration["YINONG_DATA"] = country.Data;
        });
        await using var db = Open();
        var vault = app.Services.GetRequiredService<PersonalVault>();
        var sealedOnes = await db.OfficerApplications.AsNoTracking().Select(a => new { a.IdentityCipher, a.IdentityIndex, a.Division }).ToListAsync();
        foreach (var one in sealedOnes)
        {
            var number = await vault.OpenAsync(one.IdentityCipher!, one.IdentityIndex!);
            Assert.Equal(one.Division.ToString(System.Globalization.CultureInfo.InvariantCulture)[..2] + "9999", number[..6]);
            Assert.InRange(IdentityNumber.TryParse(number, Today, out _)!.AgeOn(Today), 18, 60);
        }
        Assert.Equal(sealedOnes.Count, sealedOnes.Select(s => s.IdentityIndex).Distinct().Count());
    }

    [Fact]
    public async Task Certificates_end_soon_have_ended_or_rest_and_nobody_served_while_they_did()
    {
        await using var db = Open();
        var certificates = await db.Certificates.AsNoTracking().Include(c => c.Suspensions).ToListAsync();
        Assert.Contains(certificates, c => c.StatusOn(Today) is CertificateStatus.Valid && c.ValidTo <= Today.AddDays(60));
        Assert.Contains(certificates, c => c.StatusOn(Today) is CertificateStatus.Expired && c.ValidTo > Today.AddDays(-19));
        Assert.Contains(certificates, c => c.StatusOn(Today) is CertificateStatus.Suspended);
        Assert.Contains(certificates, c => c.Suspensions.Exists(s => s.LiftedOn is not null));
        Assert.All(certificates, c => Assert.True(c.ValidFrom <= c.ValidTo));
        var (resting, pauses) = (certificates.Where(c => c.Suspensions.Count > 0).ToLookup(c => c.OfficerId), (await db.OfficerPauses.AsNoTracking().ToListAsync()).ToLookup(p => p.OfficerId));
        foreach (var record in await db.ServiceRecords.AsNoTracking().Select(r => new { r.Id, r.OfficerId, r.ServedAt }).ToListAsync())
        {
            var day = ProgrammeClock.DayOf(record.ServedAt);
            Assert.True(resting[record.OfficerId].All(c => !c.Suspensions.Exists(s => s.HoldsOn(day))), $"{record.Id}: served while the certificate rested");
            Assert.True(pauses[record.OfficerId].All(p => !p.HoldsOn(day)), $"{record.Id}: served while away");
        }
    }

    [Fact]
    public async Task Officers_stand_on_every_rung_and_each_came_there_by_the_law()
    {
        await using var db = Open();
        var officers = await db.Officers.AsNoTracking().Where(o => o.Standing != OfficerStanding.Normal).ToListAsync();
        Assert.Equal(Enum.GetValues<OfficerStanding>().Where(s => s is not OfficerStanding.Normal), officers.Select(o => o.Standing).Distinct().Order());
        var steps = (await db.OfficerStandingSteps.AsNoTracking().OrderBy(s => s.Id).ToListAsync()).ToLookup(s => s.OfficerId);
        foreach (var officer in officers)
        {
            var life = steps[officer.Id].ToList();
            Assert.Equal((officer.Standing, officer.StandingSince), (life[^1].ToState, (DateOnly?)life[^1].OnDate));
            Assert.All(life, s => Assert.Contains(StandingLaw.Steps, l => l.From == s.FromState && l.To == s.ToState && (l.Reason is not StepReason.Code || StandingLaw.ReasonsOf(l.Act).Any(r => r.Code == s.ReasonCode))));
            Assert.True(life.TrueForAll(s => s.OnDate <= Today));
            for (var i = 1; i < life.Count; i++) Assert.True(life[i - 1].OnDate <= life[i].OnDate && (life[i].ToState is not OfficerStanding.Dismissed || life[i].OnDate > life[i - 1].DueOn), $"officer {officer.Id}: too early");
        }
        // Terms, leaves, years.
        var postings = await db.Postings.AsNoTracking().ToListAsync();
        Assert.Contains(postings, p => p.EndReasonCode is null && p.Kind is PostingKind.Term && p.ToDate >= Today && p.ToDate <= Today.AddDays(TermDesk.NoticeDays));
        Assert.Contains(postings, p => p.Kind is PostingKind.Substitute && p.HoldsOn(Today));
        var pauses = await db.OfficerPauses.AsNoTracking().ToListAsync();
        Assert.All(Enum.GetValues<PauseState>(), s => Assert.Contains(pauses, p => p.Kind is PauseKind.Leave && p.State == s));
        var handOvers = await db.OfficerHandOvers.AsNoTracking().ToListAsync();
        Assert.Contains(handOvers, h => h.SignedAt is null && h.LastDay > Today);
        Assert.Contains(handOvers, h => h.SignedAt is not null && h.ReceiverId is not null);
        Assert.All(await db.OfficerAssessments.AsNoTracking().ToListAsync(), a => Assert.True(a.Result == a.Proposed || a.Reason is not null));
        Assert.True(await db.OfficerAssessments.AnyAsync(a => a.Result == AssessmentGrade.Qualified));
    }

    [Fact]
    public async Task Hosts_show_licences_hours_closures_numbers_and_equipment()
    {
        await using var db = Open();
        var licences = await db.StationLicences.AsNoTracking().ToListAsync();
        Assert.Contains(licences, l => l.EndedOn is null && l.ValidTo < Today);
        Assert.Contains(licences, l => l.EndedOn is null && l.ValidTo >= Today && l.ValidTo <= Today.AddDays(60));
        Assert.Contains(licences, l => l.EndReason == "renewed");
        Assert.True(await db.StationClosures.AnyAsync());
        Assert.True(await db.ContactChecks.AnyAsync(c => !c.Answered) && await db.ContactChecks.AnyAsync(c => c.Answered));
        // What the living acceptance reads is what stands in the rows.
        var (hours, checks) = (await db.StationHours.AsNoTracking().ToDictionaryAsync(h => h.StationId), await db.ContactChecks.AsNoTracking().ToDictionaryAsync(c => c.StationId));
        foreach (var condition in await db.StationConditions.AsNoTracking().ToListAsync())
        {
            Assert.Equal(hours.GetValueOrDefault(condition.StationId)?.WeeklyMinutes * 1000L / 60, condition.WeeklyHoursMilli);
            Assert.Equal((checks.GetValueOrDefault(condition.StationId)?.OnDay, checks.GetValueOrDefault(condition.StationId)?.Answered), (condition.PhoneCheckedOn, condition.PhoneAnswered));
        }
        var cards = await db.EquipmentCards.AsNoTracking().ToListAsync();
        Assert.Contains(cards, c => c.UpkeepUntil < Today);
        Assert.Contains(cards, c => c.UpkeepUntil is null);
        Assert.Contains(cards, c => c.State is EquipmentState.Broken);
        Assert.Contains(cards, c => c.State is EquipmentState.Idle);
        var events = (await db.EquipmentEvents.AsNoTracking().OrderBy(e => e.Id).ToListAsync()).ToLookup(e => e.CardId);
        Assert.All(cards, c => Assert.Equal((c.State, c.Version), (events[c.Id].Last().State, events[c.Id].Count())));
    }

    [Fact]
    public async Task Courses_classes_and_hours_are_there_in_every_state()
    {
        await using var db = Open();
        var courses = await db.Courses.AsNoTracking().Where(c => c.Division != 0).ToListAsync();
        Assert.Contains(courses, c => c.State is CourseState.Waiting);
        Assert.Contains(courses, c => c.State is CourseState.Approved && c.ForFarmers);
        Assert.Equal(2, await db.HourRequirements.CountAsync());
        var classes = await db.TrainingClasses.AsNoTracking().ToListAsync();
        Assert.Contains(classes, c => c.LastDay < Today);
        Assert.Contains(classes, c => c.FirstDay < Today && c.LastDay > Today);
        Assert.Contains(classes, c => c.IsOpenOn(Today) && c.Mode is ClassMode.Online);
        Assert.Contains(classes, c => c.CancelledAt is not null);
        var credits = await db.HourCredits.AsNoTracking().ToListAsync();
        Assert.Equal(Enum.GetValues<HourWay>(), credits.Select(c => c.Way).Distinct().Order());
        Assert.All(credits.GroupBy(c => (c.OfficerId, c.UnitId, c.LessonId)), g => Assert.True(g.Sum(c => c.Minutes) > 0 && g.All(c => c.OnDate < Today)));
        var enrolled = (await db.ClassEnrolments.AsNoTracking().ToListAsync()).ToLookup(e => e.ClassId, e => e.OfficerId);
        var units = await db.ClassUnits.AsNoTracking().ToDictionaryAsync(u => u.Id);
        Assert.All(credits.Where(c => c.UnitId is not null), c => Assert.Contains(c.OfficerId, enrolled[units[c.UnitId!.Value].ClassId]));
        Assert.All(units.Values, u => Assert.Matches("^[0-9]{6}$", ChangingCode.Now(u, Until).Code));
    }

    [Fact]
    public async Task A_session_that_was_held_is_a_group_service_that_counts_once()
    {
        await using var db = Open();
        var sessions = await db.FarmerSessions.AsNoTracking().ToListAsync();
        Assert.Equal(Enum.GetValues<SessionState>(), sessions.Select(s => s.State).Distinct().Order());
        foreach (var session in sessions.Where(s => s.State is SessionState.Held))
        {
            var record = await db.ServiceRecords.AsNoTracking().FirstAsync(r => r.Id == session.RecordId);
            Assert.Equal((session.StationId, session.OfficerId, session.HeadCount, true, Outcome.Done), (record.StationId, record.OfficerId, (int?)record.PersonTimes, record.IsGroup, record.Outcome));
            Assert.True(await db.SessionFeedback.CountAsync(f => f.SessionId == session.Id) <= session.HeadCount);
        }
        Assert.True(await db.SessionFeedback.AnyAsync() && await db.SessionSignups.AnyAsync(s => s.Phone == null));
        Assert.All(sessions.Where(s => s.State is SessionState.Planned), s => Assert.True(s.OnDate > Today));
    }

    [Fact]
    public async Task Stations_leave_join_and_move_with_what_they_have_open()
    {
        await using var db = Open();
        var handOvers = await db.HandOvers.AsNoTracking().ToListAsync();
        Assert.All(Enum.GetValues<HandOverKind>(), kind => Assert.Contains(handOvers, h => h.Kind == kind && h.State is HandOverState.Open));
        Assert.Contains(handOvers, h => h.Kind is HandOverKind.Exit && h.State is HandOverState.Done);
        Assert.Contains(handOvers, h => h.State is HandOverState.Withdrawn);
        var lines = (await db.HandOverLines.AsNoTracking().ToListAsync()).ToLookup(l => l.HandOverId);
        Assert.Contains(handOvers, h => h.State is HandOverState.Open && lines[h.Id].Any(l => l.Waits) && lines[h.Id].Any(l => l.ReceivedAt is not null));
        Assert.All(handOvers.Where(h => h.State is HandOverState.Done), h => Assert.DoesNotContain(lines[h.Id], l => l.Waits));
        Assert.All(handOvers, h => Assert.DoesNotContain(lines[h.Id], l => l.ReceivedBy == h.DrawnBy));
        foreach (var change in await db.StationPlaceChanges.AsNoTracking().ToListAsync())
        {
            var station = await db.Stations.AsNoTracking().FirstAsync(s => s.Id == change.StationId);
            Assert.Equal(change.ToPlace, station.Division);
            Assert.False(await db.ServiceRecords.AnyAsync(r => r.StationId == station.Id && r.Division == change.ToPlace));
            Assert.False(await db.Postings.AnyAsync(p => p.StationId == station.Id && p.Division != station.Division));
        }
        Assert.True(await db.StationPlaceChanges.AnyAsync());
    }

    [Fact]
    public async Task Photos_were_taken_somewhere_and_a_recycled_one_gives_itself_away_by_its_place_or_its_time()
    {
        await using var db = Open();
        var stations = (await db.Stations.AsNoTracking().ToListAsync()).ToDictionary(s => s.Id);
        var photos = await db.Evidence.AsNoTracking().Where(e => e.Width != null).ToDictionaryAsync(e => e.Id);
        Assert.Contains(photos.Values, p => p.LatitudeMicro is null);
        Assert.Contains(photos.Values, p => p.LatitudeMicro is not null && stations[p.StationId].Point is not null);
        Assert.Contains(stations.Values, s => s.Point is null && s.State is StationState.Operating);
        Assert.All(stations.Values.Where(s => s.Point is not null), s => Assert.True(PhotoRules.Current.Bounds.Contains(s.Point!.Value)));
        var inspections = await db.Inspections.AsNoTracking().ToDictionaryAsync(i => i.Id);
        var flagged = photos.Values.Where(p => PhotoFlags.Of(p, stations[p.StationId].Point, inspections[p.InspectionId], PhotoRules.Current).Any).Select(p => p.Id).ToHashSet();
        var looks = (await db.PhotoHashes.AsNoTracking().ToListAsync()).ConvertAll(h => (Photo: photos[h.EvidenceId], h.Hash));
        var twins = (from a in looks
                     from b in looks
                     where a.Photo.Id < b.Photo.Id && a.Photo.StationId != b.Photo.StationId && System.Numerics.BitOperations.PopCount((ulong)(a.Hash ^ b.Hash)) <= PhotoRules.Current.NearDistance
                     select (a.Photo, Later: b.Photo)).ToList();
        Assert.NotEmpty(twins);
        // Only what was handed in again, and as it was, lies far off or outside the visit.
        Assert.NotEmpty(flagged);
        Assert.Subset(twins.Select(t => t.Later.Id).ToHashSet(), flagged);
    }

    [Fact]
    public async Task Villages_are_described_and_a_plan_is_worked_out()
    {
        await using var db = Open();
        var plan = await db.SitingPlans.AsNoTracking().SingleAsync();
        Assert.Equal((SitingState.Done, plan.Villages), (plan.State, await db.SitingVillages.CountAsync(v => v.PlanId == plan.Id)));
        Assert.True(plan.CoveredAfter > plan.CoveredBefore && plan.Objective <= plan.Bound && plan.UnknownVillages > 0);
        Assert.True(await db.SitingVillages.AnyAsync(v => v.Role == SiteRole.Chosen && v.Reason != null));
        Assert.True(await db.DivisionAttributes.AnyAsync(a => a.Poor == true) && await db.DivisionAttributes.Select(a => a.Division / 10_000_000).Distinct().CountAsync() == 2);
    }
}
