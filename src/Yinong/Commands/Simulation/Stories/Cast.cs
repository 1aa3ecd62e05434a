using Microsoft.EntityFrameworkCore;
using Yinong.Modules.Divisions;
using Yinong.Modules.Officers;
using Yinong.Modules.Officers.Standings;
using Yinong.Modules.Stations;

namespace Yinong.Commands.Simulation.Stories;

/// <summary>Somebody on post at a station that serves, whose certificate holds.</summary>
sealed record Player(Officer Officer, Posting Posting, Certificate Certificate, Station Station)
{
    /// <summary>The first day from which he may have had no right to serve: nothing he did lies on it or later.</summary>
    public DateOnly Free => new[] { Station.LastServedOn ?? DateOnly.MinValue, Posting.FromDate, Certificate.ValidFrom }.Max().AddDays(1);

    /// <summary>Served today or yesterday: may be one whose account somebody signs in with, so nothing ill is told of him.</summary>
    public bool IsBusy(DateOnly today) => Station.LastServedOn >= today.AddDays(-1);

    /// <summary>A day in which his story may begin, at most so many days ago.</summary>
    public DateOnly DayWithin(int most, DateOnly today, ref Dice dice) => today.AddDays(-dice.Between(1, Math.Min(most, today.DayNumber - Free.DayNumber)));
}

/// <summary>
/// The people who can play a part in the stories of a county: every third one told of is of the county itself, the others from around, so that a county of few officers is not one of troubles only.
/// Each plays one part; who is busy is left alone.
/// </summary>
sealed class Cast
{
    const int Story = 106, HomeEvery = 3;

    readonly StoryScene _scene;
    readonly DivisionCode _county;
    readonly List<Player> _left;
    int _taken;

    Cast(StoryScene scene, DivisionCode county, List<Player> left) => (_scene, _county, _left) = (scene, county, left);

    public static async Task<Cast> OfAsync(StoryScene scene, DivisionCode county, CancellationToken cancel)
    {
        var players = await PlayersAsync(scene, county, cancel);
        return new(scene, county, [.. players.Where(p => !p.IsBusy(scene.Today) && !scene.Playing.Contains(p.Officer.Id)).OrderBy(p => scene.Dice(Story, p.Officer.Id).Next())]);
    }

    /// <summary>Those in a normal standing who may serve there today, with too few of them also some from around; those of the county first.</summary>
    public static async Task<List<Player>> PlayersAsync(StoryScene scene, DivisionCode county, CancellationToken cancel)
    {
        var (found, today) = (new List<Player>(), scene.Today);
        foreach (var place in StoryScene.Around(county))
        {
            if (found.Count >= scene.File.Least) break;
            // Said of the posting too, or PostgreSQL looks through those of the whole country.
            var (first, last) = (place.From, place.To);
            var there = await (from station in scene.StationsOf(place).AsTracking()
                               where station.State >= StationState.Operating && station.State <= StationState.Rectifying
                               join posting in scene.Db.Postings.NotOverOn(today) on station.Id equals posting.StationId
                               where posting.Division >= first && posting.Division <= last && posting.FromDate <= today && posting.EndReasonCode == null && posting.Kind == PostingKind.Term
                               join officer in scene.Officers on posting.OfficerId equals officer.Id
                               where officer.Standing == OfficerStanding.Normal
                               join certificate in scene.Db.Certificates.HoldingOn(today) on officer.Id equals certificate.OfficerId
                               orderby station.Id, officer.Id, certificate.Id
                               select new { officer, posting, certificate, station }).AsTracking().Take(scene.File.Least * 3).ToListAsync(cancel);
            found = [.. found.Concat(there.Select(t => new Player(t.officer, t.posting, t.certificate, t.station))).DistinctBy(p => p.Officer.Id)];
        }
        return found;
    }

    /// <summary>The next one who fits; null: nobody is left.</summary>
    public Player? Take(Func<Player, bool> fits)
    {
        var home = _taken % HomeEvery == 0;
        var at = _left.FindIndex(p => fits(p) && _county.Contains(new(p.Station.Division)) == home);
        if (at < 0) at = _left.FindIndex(p => fits(p));
        if (at < 0) return null;
        var player = _left[at];
        _left.RemoveAt(at);
        _taken++;
        _scene.Playing.Add(player.Officer.Id);
        return player;
    }

    /// <summary>The next one.</summary>
    public Player? Take() => Take(_ => true);

    /// <summary>The next one who has served nobody for so many days.</summary>
    public Player? TakeQuiet(int days, Func<Player, bool>? fits = null) => Take(p => p.Free <= _scene.Today.AddDays(-days) && (fits is null || fits(p)));
}
