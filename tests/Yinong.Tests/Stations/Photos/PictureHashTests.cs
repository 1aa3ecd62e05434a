using CsCheck;
using SkiaSharp;
using Yinong.Modules.Stations.Photos;
using Yinong.Platform.Files;

namespace Yinong.Tests.Stations.Photos;

/// <summary>The look of a picture stays the same under what happens to pictures on their way, and differs between pictures.</summary>
public class PictureHashTests
{
    static readonly PhotoRules Rules = PhotoRules.Current;

    public static TheoryData<string> Ways => ["smaller", "quality-40", "webp", "png", "brighter", "darker", "more-contrast", "cut-edge", "grey", "watermark", "turned-by-exif"];

    [Theory, MemberData(nameof(Ways))]
    public async Task A_picture_is_known_again_after(string way)
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            using var scene = GivenPhotos.Scene(seed);
            var (original, changed) = (await LookAsync(GivenPhotos.Jpeg(scene)), await LookAsync(Change(scene, way)));
            var distance = PictureHash.Distance(original.Bits, changed.Bits);
            Assert.True(distance <= Rules.NearDistance, $"{way}, scene {seed}: {distance} bits");
            Assert.True(Rules.Tells(original));
        }
    }

    [Fact]
    public async Task A_mirrored_picture_is_the_mirrored_hash()
    {
        for (var seed = 1; seed <= 12; seed++)
        {
            using var scene = GivenPhotos.Scene(seed);
            var (original, mirrored) = (await LookAsync(GivenPhotos.Jpeg(scene)), await LookAsync(GivenPhotos.Jpeg(GivenPhotos.Mirror(scene))));
            Assert.True(PictureHash.Distance(PictureHash.Mirrored(original.Bits), mirrored.Bits) <= 4);
            Assert.True(PictureHash.Distance(original.Bits, mirrored.Bits) > Rules.NearDistance);
        }
    }

    [Fact]
    public async Task Pictures_of_different_places_are_far_apart()
    {
        var looks = new List<ulong>();
        for (var seed = 1; seed <= 60; seed++)
        {
            using var scene = GivenPhotos.Scene(seed);
            looks.Add((await LookAsync(GivenPhotos.Jpeg(scene, quality: 60))).Bits);
        }
        var distances = (from a in Enumerable.Range(0, looks.Count) from b in Enumerable.Range(0, a) select Math.Min(PictureHash.Distance(looks[a], looks[b]), PictureHash.Distance(looks[a], PictureHash.Mirrored(looks[b])))).ToList();
        Assert.True(distances.Min() > Rules.NearDistance, $"nearest {distances.Min()}");
        Assert.InRange(distances.Average(), 20, 36);
    }

    [Theory, InlineData("white"), InlineData("black"), InlineData("sky")]
    public async Task A_picture_without_content_tells_nothing(string what)
    {
        using var empty = GivenPhotos.Empty(what);
        var look = await LookAsync(GivenPhotos.Jpeg(empty, quality: 50));
        Assert.False(Rules.Tells(look), $"{look.Sure} sure waves");
    }

    [Fact]
    public void Every_hash_within_the_distance_is_met_in_some_band() =>
        Gen.Select(Gen.ULong, Gen.Int[0, 11].SelectMany(d => Gen.Int[0, 63].HashSet[d].Select(flips => (d, flips))), Gen.Bool).Sample((bits, given, mirrored) =>
        {
            var near = given.flips.Aggregate(mirrored ? PictureHash.Mirrored(bits) : bits, (all, flip) => all ^ 1UL << flip);
            Assert.Contains(Enumerable.Range(0, PictureHash.Bands), band => PhotoTwins.Probes(bits, band, given.d).Contains(PictureHash.Band(near, band)));
        });

    [Fact]
    public void Mirrored_twice_is_itself_and_keeps_distances() => Gen.Select(Gen.ULong, Gen.ULong).Sample((one, other) =>
    {
        Assert.Equal(one, PictureHash.Mirrored(PictureHash.Mirrored(one)));
        Assert.Equal(PictureHash.Distance(one, other), PictureHash.Distance(PictureHash.Mirrored(one), PictureHash.Mirrored(other)));
    });

    static byte[] Change(SKBitmap scene, string way) => way switch
    {
        "smaller" => GivenPhotos.Jpeg(GivenPhotos.Draw(scene, 400, 300)),
        "quality-40" => GivenPhotos.Jpeg(scene, quality: 40),
        "webp" => GivenPhotos.Encode(scene, SKEncodedImageFormat.Webp, 60),
        "png" => GivenPhotos.Encode(scene, SKEncodedImageFormat.Png, 100),
        "brighter" => GivenPhotos.Jpeg(GivenPhotos.Light(scene, 1, 0.12f)),
        "darker" => GivenPhotos.Jpeg(GivenPhotos.Light(scene, 0.7f, 0)),
        "more-contrast" => GivenPhotos.Jpeg(GivenPhotos.Light(scene, 1.2f, -0.1f)),
        "cut-edge" => GivenPhotos.Jpeg(GivenPhotos.Cut(scene, 0.02f)),
        "grey" => GivenPhotos.Jpeg(GivenPhotos.Grey(scene)),
        "watermark" => GivenPhotos.Jpeg(GivenPhotos.Marked(scene)),
        _ => GivenPhotos.OnItsSide(scene),
    };

    static async Task<PictureHash> LookAsync(byte[] file) => (await Photo.ReadAsync(file, "a.jpg", 50_000_000)).Look;
}
