using System.Text;
using System.Text.Json;
using CsCheck;
using Yinong.Modules.Desk;
using Yinong.Platform.Problems;

namespace Yinong.Tests.Desk;

/// <summary>The reader of records against everything that is not a record: it says what is wrong and never dies.</summary>
public sealed class RecordReaderTests
{
    static readonly RecordReader Reader = new(new DeskLimits());

    static readonly Gen<string> Text = Gen.String[Gen.Char['!', '힣'].Where(c => !char.IsSurrogate(c) && !char.IsControl(c)), 1, 30];

    static readonly Gen<Dictionary<string, object?>> ValidRecord =
        from id in Gen.Guid.Where(g => g != Guid.Empty)
        from names in Gen.Select(Text, Text, Text)
        from persons in Gen.Int[1, 100]
        from day in Gen.Int[0, 1700]
        from fen in Gen.OneOf(Gen.Const((long?)null), Gen.Long[0, 100_000_000].Select(f => (long?)f))
        from note in Text
        select new Dictionary<string, object?>
        {
            ["id"] = id, ["station"] = names.Item1, ["officer"] = names.Item2, ["item"] = names.Item3, ["personTimes"] = persons, ["group"] = false, ["channel"] = "on-site",
            ["servedAt"] = new DateTime(2014, 1, 2, 3, 4, 5).AddDays(day).ToString("s") + "+08:00", ["amountFen"] = fen, ["provider"] = null, ["orderNumber"] = null,
            ["confirmation"] = new { method = "code", reference = "8812" }, ["outcome"] = "done", ["note"] = note,
        };

    [Fact]
    public void A_valid_record_is_read_as_it_was_written() => ValidRecord.Sample(record =>
    {
        var read = Read(new[] { record }).Single();
        Assert.Null(read.Errors);
        var line = read.Line!;
        Assert.Equal(record["id"], line.Id);
        Assert.Equal(record["station"], line.Station);
        Assert.Equal(record["personTimes"], line.PersonTimes);
        Assert.Equal(record["amountFen"], line.AmountFen);
        Assert.Equal(record["note"], line.Note);
        Assert.Equal(DateTimeOffset.Parse((string)record["servedAt"]!, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, line.ServedAt);
    });

    [Fact]
    public void Random_bytes_are_refused_and_never_a_crash() => Gen.Byte.Array[0, 300].Sample(OnlyProblems);

    [Fact]
    public void A_damaged_body_is_refused_or_names_the_field() => Gen.Select(ValidRecord, Gen.Int[0, 400], Gen.Byte).Sample((record, at, value) =>
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(new[] { record });
        bytes[at % bytes.Length] = value;
        OnlyProblems(bytes);
    });

    [Fact]
    public void Any_json_value_in_any_field_is_a_message_never_a_crash() => Gen.Select(ValidRecord, Gen.Int[0, 13], Json(3)).Sample((record, field, value) =>
    {
        var name = record.Keys.ElementAt(field);
        record.Remove(name);
        var body = JsonSerializer.Serialize(record).TrimEnd('}') + $",\"{name}\":{value}}}";
        var read = Reader.Read(Encoding.UTF8.GetBytes("[" + body + "]")).Single();
        Assert.True(read.Line is not null || read.Errors!.Keys.All(k => k == name || k.StartsWith("confirmation", StringComparison.Ordinal)), string.Join(",", read.Errors?.Keys ?? []));
    });

    [Theory]
    [InlineData("personTimes", "0")]
    [InlineData("personTimes", "-1")]
    [InlineData("personTimes", "1.5")]
    [InlineData("personTimes", "101")]
    [InlineData("personTimes", "99999999999999999999999")]
    [InlineData("personTimes", "\"2\"")]
    [InlineData("amountFen", "-1")]
    [InlineData("amountFen", "100000001")]
    [InlineData("amountFen", "1.5")]
    [InlineData("servedAt", "\"1970-01-01T00:00:00+08:00\"")]
    [InlineData("servedAt", "\"2018-10-30\"")]
    [InlineData("servedAt", "\"2018-10-30T10:12:00\"")]
    [InlineData("servedAt", "\"2018-13-40T10:12:00+08:00\"")]
    [InlineData("servedAt", "1540869120")]
    [InlineData("id", "\"42\"")]
    [InlineData("id", "\"00000000-0000-0000-0000-000000000000\"")]
    [InlineData("note", "\"a\\u0000b\"")]
    [InlineData("note", "\"a\\u001bb\"")]
    [InlineData("note", "\"\\ud800\"")]
    [InlineData("channel", "\"smoke\"")]
    [InlineData("outcome", "\"won\"")]
    [InlineData("group", "\"true\"")]
    [InlineData("confirmation", "\"none\"")]
    [InlineData("confirmation", "{\"method\":\"magic\"}", "confirmation.method")]
    [InlineData("confirmation", "{\"method\":\"none\",\"reference\":\"1\"}", "confirmation.reference")]
    [InlineData("farmer", "\"张三\"")]
    public void A_wrong_field_is_named(string field, string value, string? named = null)
    {
        var record = Valid();
        record.Remove(field);
        var read = Reader.Read(Encoding.UTF8.GetBytes("[" + JsonSerializer.Serialize(record).TrimEnd('}') + $",\"{field}\":{value}}}]")).Single();
        Assert.Null(read.Line);
        Assert.Equal([named ?? field], read.Errors!.Keys);
    }

    [Theory]
    [InlineData("id")]
    [InlineData("station")]
    [InlineData("officer")]
    [InlineData("item")]
    [InlineData("servedAt")]
    public void A_missing_field_is_named(string field)
    {
        var record = Valid();
        record.Remove(field);
        Assert.Equal([field], Read(new[] { record }).Single().Errors!.Keys);
    }

    [Fact]
    public void A_field_given_twice_is_named() =>
        Assert.Contains("note", Reader.Read(Encoding.UTF8.GetBytes("[" + JsonSerializer.Serialize(Valid()).TrimEnd('}') + ",\"note\":\"b\"}]")).Single().Errors!.Keys);

    [Fact]
    public void One_wrong_record_does_not_stop_the_others()
    {
        var read = Read(new object[] { Valid(), 5, Valid(), "x", new { id = "x" }, Valid() });
        Assert.Equal([true, false, true, false, false, true], read.Select(r => r.Line is not null));
    }

    [Fact]
    public void More_than_five_thousand_are_refused_whole() =>
        Assert.Equal("service-record.invalid", Assert.Throws<Problem>(() => Read(Enumerable.Repeat(Valid(), 5001))).Code);

    static Dictionary<string, object?> Valid() => new()
    {
        ["id"] = Guid.CreateVersion7(), ["station"] = "s", ["officer"] = "o", ["item"] = "i", ["personTimes"] = 1, ["group"] = false, ["channel"] = "on-site",
        ["servedAt"] = "2018-10-30T10:12:00+08:00", ["amountFen"] = null, ["confirmation"] = null, ["outcome"] = "done", ["note"] = "",
    };

    static Gen<string> Json(int depth) => depth == 0
        ? Gen.OneOf(Gen.Const("null"), Gen.Const("true"), Gen.Int.Select(i => $"{i}"), Gen.Double.Where(double.IsFinite).Select(d => JsonSerializer.Serialize(d)), Gen.String.Select(s => JsonSerializer.Serialize(s)))
        : Gen.OneOf(Json(0), Json(depth - 1).Array[0, 3].Select(a => "[" + string.Join(',', a) + "]"), Gen.Select(Text, Json(depth - 1)).Array[0, 3].Select(a => "{" + string.Join(',', a.Select(p => $"{JsonSerializer.Serialize(p.Item1)}:{p.Item2}")) + "}"));

    static List<ReadLine> Read(object records) => Reader.Read(JsonSerializer.SerializeToUtf8Bytes(records));

    static void OnlyProblems(byte[] body)
    {
        try
        {
            Reader.Read(body);
        }
        catch (Problem problem)
        {
            Assert.Equal("service-record.invalid", problem.Code);
        }
    }
}
