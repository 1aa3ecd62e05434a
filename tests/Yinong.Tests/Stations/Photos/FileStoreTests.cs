using System.Net;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Yinong.Modules.Stations;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Database;
using Yinong.Platform.Files;
using Yinong.Platform.Problems;
using Yinong.Tests.Stations.SixHaves;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Photos;

/// <summary>An installation whose files are in an S3-compatible store.</summary>
public sealed class S3App : App
{
    public FakeS3 Store { get; private set; } = null!;

    protected override Dictionary<string, string?> Settings => new() { ["YINONG_FILES"] = Store.Setting, ["YINONG_FILES_KEY"] = FakeS3.Key, ["YINONG_FILES_SECRET"] = FakeS3.Secret };

    public override async ValueTask InitializeAsync()
    {
        Store = await FakeS3.StartAsync();
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Store.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Both stores keep the same files the same way, and say so when they cannot.</summary>
public class FileStoreTests
{
    static readonly byte[] Content = RandomNumberGenerator.GetBytes(200_000);

    public static TheoryData<string> Stores => ["disk", "s3"];

    [Theory, MemberData(nameof(Stores))]
    public async Task What_is_saved_is_read_again_and_gone_when_it_is_removed(string which)
    {
        await using var s3 = await FakeS3.StartAsync();
        var store = Make(which, s3);
        var hash = ContentStore.HashOf(Content);
        await store.SaveAsync(hash, Content, [("small.jpg", new byte[] { 1, 2, 3 })]);
        await store.SaveAsync(hash, Content, [("small.jpg", new byte[] { 9 })]);
        Assert.Equal(Content, await ReadAsync(store, hash));
        Assert.Equal([1, 2, 3], await ReadAsync(store, hash, "small.jpg"));
        Assert.Null(await store.OpenAsync(hash, "view.jpg"));
        if (which == "s3") Assert.Equal([$"yinong/{hash[..2]}/{hash[2..4]}/{hash}", $"yinong/{hash[..2]}/{hash[2..4]}/{hash}.small.jpg"], s3.Objects.Keys.Order(StringComparer.Ordinal));
        await store.RemoveAsync(hash, ["small.jpg", "view.jpg"]);
        await store.RemoveAsync(hash, ["small.jpg"]);
        Assert.Null(await store.OpenAsync(hash));
        Assert.Null(await store.OpenAsync(hash, "small.jpg"));
        await Assert.ThrowsAsync<ArgumentException>(() => store.OpenAsync("../../etc/passwd"));
    }

    [Theory, MemberData(nameof(Stores))]
    public async Task The_middle_of_a_file_is_read_from_the_middle(string which)
    {
        await using var s3 = await FakeS3.StartAsync();
        var store = Make(which, s3);
        var hash = ContentStore.HashOf(Content);
        await store.SaveAsync(hash, Content, []);
        await using var stream = await store.OpenAsync(hash) ?? throw new InvalidOperationException("not there");
        Assert.Equal(Content.Length, stream.Length);
        foreach (var (from, length) in new[] { (150_000, 20_000), (0, 10), (199_990, 10), (10, 5_000) })
        {
            stream.Seek(from, SeekOrigin.Begin);
            var part = new byte[length];
            await stream.ReadExactlyAsync(part);
            Assert.Equal(Content[from..(from + length)], part);
        }
        stream.Seek(0, SeekOrigin.End);
        Assert.Equal(0, await stream.ReadAsync(new byte[1]));
        // The store is asked from where it is read, not from the beginning.
        if (which == "s3") Assert.Equal([50_000, 200_000, 10, 199_990], s3.Asked);
    }

    [Theory]
    [InlineData(500), InlineData(503), InlineData(403)]
    public async Task A_store_that_does_not_answer_is_said_to_be_away(int status)
    {
        await using var s3 = await FakeS3.StartAsync();
        s3.Broken = status;
        var store = Make("s3", s3);
        Assert.Equal("file.store-away", (await Assert.ThrowsAsync<Problem>(() => store.SaveAsync(ContentStore.HashOf(Content), Content, []))).Code);
        Assert.Equal(503, (await Assert.ThrowsAsync<Problem>(() => store.OpenAsync(ContentStore.HashOf(Content)))).Status);
    }

    [Fact]
    public async Task A_wrong_secret_is_refused_by_the_store()
    {
        await using var s3 = await FakeS3.StartAsync();
        using var store = new S3Store(s3.Settings with { Secret = "wrong" }, NullLogger<ContentStore>.Instance);
        await Assert.ThrowsAsync<Problem>(() => store.SaveAsync(ContentStore.HashOf(Content), Content, []));
        Assert.Empty(s3.Objects);
    }

    [Theory]
    [InlineData("s3://bucket", "k", "s")]
    [InlineData("s3://bucket?endpoint=ftp://x", "k", "s")]
    [InlineData("s3://bucket?endpoint=http://x&colour=red", "k", "s")]
    [InlineData("s3://key:secret@bucket?endpoint=http://x", "k", "s")]
    [InlineData("http://bucket", "k", "s")]
    [InlineData("s3://bucket?endpoint=http://x", "", "s")]
    [InlineData("s3://bucket?endpoint=http://x", "k", null)]
    public void A_wrong_setting_names_itself(string files, string? key, string? secret) =>
        Assert.StartsWith("YINONG_FILES", Assert.Throws<FormatException>(() => S3Settings.Parse(files, key, secret)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_right_setting_is_understood()
    {
        Assert.Null(S3Settings.Parse(null, null, null));
        Assert.Equal(new S3Settings(new("https://s3.example.cn"), "evidence", "a/b/", "cn-1", false, "k", "s"), S3Settings.Parse("s3://evidence/a/b?endpoint=https://s3.example.cn&region=cn-1&style=host", "k", "s"));
    }

    static ContentStore Make(string which, FakeS3 s3) => which == "s3" ? new S3Store(s3.Settings, NullLogger<ContentStore>.Instance)
        : new DiskStore(Path.Combine(TestFolder.Path, $"store-{Guid.CreateVersion7():N}"), NullLogger<ContentStore>.Instance);

    static async Task<byte[]> ReadAsync(ContentStore store, string hash, string what = "")
    {
        await using var stream = await store.OpenAsync(hash, what) ?? throw new InvalidOperationException("not there");
        using var all = new MemoryStream();
        await stream.CopyToAsync(all);
        return all.ToArray();
    }
}

/// <summary>Evidence through the pages with the files in an S3-compatible store.</summary>
public class S3EvidenceTests(S3App app) : IClassFixture<S3App>
{
    [Fact]
    public async Task A_photo_goes_up_and_comes_down()
    {
        var (station, county) = await BuildingAsync();
        var photo = GivenInspections.PhonePicture(61);
        await county.UploadAsync(PageOf(station), HttpStatusCode.Redirect, ("a.jpg", photo));
        await using var db = app.Db();
        var row = await db.Evidence.SingleAsync(e => e.StationId == station.Id);
        Assert.Equal(photo, app.Store.Objects[$"yinong/{row.Hash[..2]}/{row.Hash[2..4]}/{row.Hash}"]);
        using var answer = await county.Http.GetAsync($"/stations/evidence/{row.Id}/small");
        Assert.Equal(app.Store.Objects[$"yinong/{row.Hash[..2]}/{row.Hash[2..4]}/{row.Hash}.small.jpg"], await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task A_store_that_fails_on_the_way_leaves_no_row_and_nothing_that_looks_whole()
    {
        var (station, county) = await BuildingAsync();
        var photo = GivenInspections.PhonePicture(62);
        app.Store.BreaksAfterPuts = 2;
        // The client tries again by itself, so it stays broken for the rest of this request.
        var page = await county.UploadAsync(PageOf(station), HttpStatusCode.Redirect, ("a.jpg", photo));
        Assert.NotNull(page);
        var other = GivenInspections.PhonePicture(63);
        app.Store.Broken = 503;
        var refused = await county.UploadAsync(PageOf(station), HttpStatusCode.ServiceUnavailable, ("b.jpg", other));
        app.Store.Broken = 0;
        Assert.Contains("文件服务器没有应答", refused.Text, StringComparison.Ordinal);
        var hash = ContentStore.HashOf(other);
        Assert.DoesNotContain(app.Store.Objects.Keys, name => name.EndsWith(hash, StringComparison.Ordinal));
        await using var db = app.Db();
        Assert.Equal([ContentStore.HashOf(photo)], await db.Evidence.Where(e => e.StationId == station.Id).Select(e => e.Hash).ToListAsync());
        // Once it is back, the same file is taken.
        await county.UploadAsync(PageOf(station), HttpStatusCode.Redirect, ("b.jpg", other));
        Assert.Contains(app.Store.Objects.Keys, name => name.EndsWith(hash, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Loose_files_leave_this_store_too() => await LooseFileTests.CleanedAsync(app, hash => app.Store.Objects.Keys.Any(name => name.Contains(hash, StringComparison.Ordinal)));

    async Task<(Station, Visitor)> BuildingAsync() => (await app.StationAsync(StationState.Building), await app.SignedInAsync("county-manager", "370102"));

    static string PageOf(Station station) => $"/stations/{station.Number}/acceptance/place-photo";
}

/// <summary>Files that nothing refers to any more go after their time of grace, others stay.</summary>
public class LooseFileTests(App app) : IClassFixture<App>
{
    [Fact]
    public async Task A_file_taken_off_goes_after_the_grace_and_one_that_another_station_has_stays()
    {
        var folder = Directory.EnumerateDirectories(TestFolder.Path, "data-*").ToList();
        await CleanedAsync(app, hash => folder.Any(data => Directory.Exists(data) && Directory.EnumerateFiles(data, $"{hash}*", SearchOption.AllDirectories).Any()));
    }

    /// <summary>The same for both stores; <paramref name="isThere"/> looks into the store itself.</summary>
    internal static async Task CleanedAsync(App app, Func<string, bool> isThere)
    {
        var (first, second) = (await app.StationAsync(StationState.Building), await app.StationAsync(StationState.Building));
        var county = await app.SignedInAsync("county-manager", "370102");
        byte[] alone = GivenPhotos.Taken(901, null, null), shared = GivenPhotos.Taken(902, null, null), orphan = GivenPhotos.Taken(903, null, null);
        await county.UploadAsync(PageOf(first), HttpStatusCode.Redirect, ("alone.jpg", alone), ("shared.jpg", shared));
        await county.UploadAsync(PageOf(second), HttpStatusCode.Redirect, ("shared.jpg", shared));
        foreach (var name in new[] { "alone.jpg", "shared.jpg" }) await county.SubmitAsync(await county.GetAsync(PageOf(first)), $"去掉 {name}", []);
        var (loose, store) = (app.Services.GetRequiredService<LooseFiles>(), app.Services.GetRequiredService<ContentStore>());
        // A process that died between the store and the row.
        await loose.NoteAsync(ContentStore.HashOf(orphan));
        await store.SaveAsync(ContentStore.HashOf(orphan), orphan, []);
        Assert.Equal(0, await loose.CleanAsync());
        foreach (var file in new[] { alone, shared, orphan }) Assert.True(isThere(ContentStore.HashOf(file)));
        await AgeAsync(app);
        Assert.Equal(2, await loose.CleanAsync());
        Assert.Equal((false, true, false), (isThere(ContentStore.HashOf(alone)), isThere(ContentStore.HashOf(shared)), isThere(ContentStore.HashOf(orphan))));
        // What was cleaned can be sent again.
        await county.UploadAsync(PageOf(first), HttpStatusCode.Redirect, ("alone.jpg", alone));
        Assert.True(isThere(ContentStore.HashOf(alone)));
        await AgeAsync(app);
        Assert.Equal(0, await loose.CleanAsync());
        Assert.True(isThere(ContentStore.HashOf(alone)));
    }

    static async Task AgeAsync(App app)
    {
        await using var connection = await app.Services.GetRequiredService<SqlDatabase>().OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "update loose_files set noted_ms = noted_ms - @days";
        command.Add("days", (long)TimeSpan.FromDays(PhotoRules.Current.GraceDays + 1).TotalMilliseconds);
        await command.ExecuteNonQueryAsync();
    }

    static string PageOf(Station station) => $"/stations/{station.Number}/acceptance/place-photo";
}
