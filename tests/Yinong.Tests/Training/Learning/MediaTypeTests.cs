using CsCheck;
using Yinong.Modules.Training.Courses;
using Yinong.Tests.Support;

namespace Yinong.Tests.Training.Learning;

/// <summary>Sound and film are told by their bytes.</summary>
public class MediaTypeTests
{
    [Fact]
    public void Each_kind_is_known_by_its_bytes()
    {
        Assert.Equal("video/mp4", Find(GivenCourse.Mp4(400)));
        Assert.Equal("audio/mp4", Find(GivenCourse.Mp4(400, "M4A ")));
        Assert.Equal("audio/mpeg", Find(GivenCourse.Mp3()));
        Assert.Equal("audio/mpeg", Find([.. "ID3"u8, 4, 0, 0, 0, 0, 0, 40, .. new byte[40], .. GivenCourse.Mp3()]));
        Assert.Equal("video/webm", Find(GivenCourse.Webm()));
        Assert.Equal("audio/ogg", Find(GivenCourse.Ogg()));
    }

    [Fact]
    public void What_is_cut_off_or_something_else_is_none()
    {
        Assert.Null(Find(GivenCourse.Mp4(400)[..300]));
        Assert.Null(Find(GivenCourse.Mp4(400, "heic")));
        Assert.Null(Find(GivenCourse.Mp3()[..417]));
        Assert.Null(Find([.. "MZ"u8, .. new byte[300]]));
        Assert.Null(Find("<html><script>alert(1)</script></html>                              "u8.ToArray()));
        Assert.Null(Find(GivenCourse.Png(20)));
        Assert.Null(Find([]));
    }

    [Fact]
    public void Nothing_that_comes_from_outside_throws()
    {
        var seeds = new[] { GivenCourse.Mp4(200), GivenCourse.Mp3(), GivenCourse.Webm(), GivenCourse.Ogg() };
        Gen.Select(Gen.Int[0, seeds.Length - 1], Gen.Int[0, 199], Gen.Byte, Gen.Int[0, 200]).Sample((seed, at, value, length) =>
        {
            var bytes = seeds[seed].ToArray();
            bytes[at % bytes.Length] = value;
            Find(bytes[..Math.Min(length, bytes.Length)]);
        });
        Gen.Byte.Array[0, 300].Sample(bytes => Find(bytes));
    }

    static string? Find(byte[] bytes) => MediaTypes.Find(new MemoryStream(bytes))?.ContentType;
}
