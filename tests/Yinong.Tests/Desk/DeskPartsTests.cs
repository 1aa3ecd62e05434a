using CsCheck;
using Yinong.Modules.Desk;
using Yinong.Platform.Problems;

namespace Yinong.Tests.Desk;

/// <summary>Properties of the small parts under the desk: packed deltas, page marks, months of ids.</summary>
public sealed class DeskPartsTests
{
    static readonly Gen<TallyDelta> Delta =
        from division in Gen.Long[1100000000000, 6599999999999]
        from day in Gen.Int[20140101, 20351231]
        from kind in Gen.Int[1, 4]
        from item in Gen.Int[1000, 9999]
        from station in Gen.Int[1, 1_000_000]
        from sign in Gen.Bool.Select(b => b ? 1 : -1)
        from persons in Gen.Int[1, 10_000]
        from fen in Gen.Long[0, 100_000_000]
        select new TallyDelta(division, day, kind, item, station, sign, sign * persons, 0, sign * fen);

    [Fact]
    public void Packed_deltas_unpack_to_the_same() => Delta.Array[0, 50].Sample(deltas => Assert.Equal(deltas, TallyDeltas.Unpack(TallyDeltas.Pack(deltas))));

    [Fact]
    public void A_page_mark_reads_back() => Gen.Select(Gen.Enum<RecordOrder>(), Gen.Long[0, long.MaxValue / 4], Gen.Long[0, 6_000_000_000_000_000], Gen.Guid).Sample((order, division, micros, id) =>
    {
        var mark = new RecordCursor(order, division, DateTime.UnixEpoch.AddTicks(micros * 10), id);
        Assert.Equal(mark, RecordCursor.Parse(mark.ToString()));
    });

    [Fact]
    public void A_broken_page_mark_is_a_problem_of_that_field() => Gen.String[0, 60].Sample(text =>
    {
        try
        {
            RecordCursor.Parse(text);
        }
        catch (Problem problem)
        {
            Assert.Equal(["after"], problem.Fields!.Keys);
        }
    });

    [Fact]
    public void An_id_belongs_to_the_month_it_was_made_in() => Gen.DateTime[new(2014, 1, 1), new(2034, 12, 31)].Sample(at =>
        Assert.Equal(at.Year * 12 + at.Month - 1, RecordPartitions.MonthOf(Guid.CreateVersion7(new DateTimeOffset(at, TimeSpan.Zero)))));

    [Fact]
    public void Ids_of_no_month_belong_to_the_rest() => Assert.Equal(0, RecordPartitions.MonthOf(new Guid("ffffffff-ffff-4fff-bfff-ffffffffffff")));
}
