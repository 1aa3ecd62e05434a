using CsCheck;
using Microsoft.Extensions.Configuration;
using Npgsql;
using Yinong.Modules.Desk;
using Yinong.Platform.Database;
using Yinong.Tests.Support;
using Yinong.Web;

namespace Yinong.Tests.Web;

/// <summary>Whatever a setting or a date holds, it is understood or refused by name.</summary>
public class SettingsTests
{
    static readonly string[] Names = ["YINONG_DATABASE", "YINONG_CLOCK", "YINONG_DATA", "YINONG_URLS", "YINONG_PROXIES", "YINONG_PHOTO_MEGABYTES", "YINONG_PHOTO_MEGAPIXELS", "YINONG_DOCUMENT_MEGABYTES"];

    static readonly Gen<string> Value = Gen.OneOf(
        Gen.String[0, 40],
        Chosen("Host=", "Data Source=", "Host=a;Port=x", "Host=a;Timeout=99999999999", "Data Source=x;Mode=none", "Data Source=x;Foreign Keys=maybe", "Host=a;b", "9999-12-31T23:59:59-12:00", "0001-01-01", "2018-02-30", "today"));

    [Fact]
    public void A_setting_is_understood_or_refused_by_its_name() =>
        Gen.Select(Chosen(Names), Value).Sample((name, value) =>
        {
            var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { [name] = value }).Build();
            try
            {
                YinongSettings.From(configuration);
            }
            catch (FormatException e)
            {
                Assert.Contains(name, e.Message, StringComparison.Ordinal);
            }
        });

    [Fact]
    public void An_instant_is_read_as_it_was_written_or_not_at_all() =>
        Gen.Select(Gen.DateTime[new(1950, 1, 1), new(2150, 1, 1)], Gen.Int[-13, 13]).Sample((at, hours) =>
        {
            var written = new DateTimeOffset(at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond)), TimeSpan.FromHours(hours));
            Assert.True(RecordReader.TryReadInstant(written.ToString("yyyy-MM-dd'T'HH:mm:sszzz", null), out var utc));
            Assert.Equal(written.UtcDateTime, utc);
        });

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("2018-10-30T10:12:00")]
    [InlineData("2018-02-30T10:12:00Z")]
    public void An_instant_that_nobody_can_mean_is_none(string text) => Assert.False(RecordReader.TryReadInstant(text, out _));

    [Theory]
    [InlineData("YINONG_CLOCK", "tomorrow")]
    [InlineData("YINONG_DATABASE", "oracle")]
    public async Task A_wrong_setting_ends_the_start_with_one_line_that_names_it(string name, string value)
    {
        var ended = await CommandLineDoor.RunAsync((string?)null, new() { [name] = value }, "verify", "audit");
        Assert.Equal(1, ended.Exit);
        Assert.Contains(name, ended.ErrorLine, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", 16, 32)]
    [InlineData(";Maximum Pool Size=8", 8, 8)]
    [InlineData(";MaxPoolSize=90;Minimum Pool Size=0", 0, 90)]
    public void A_pool_has_few_connections_unless_the_setting_says_otherwise(string said, int least, int most)
    {
        var read = new NpgsqlConnectionStringBuilder(DatabaseSettings.Parse("Host=db;Database=yinong;Username=yinong" + said).ConnectionString);
        Assert.Equal((least, most), (read.MinPoolSize, read.MaxPoolSize));
    }

    static Gen<string> Chosen(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);
}
