using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using Yinong.Web;

namespace Yinong.Modules.Training.Courses.Pages;

/// <summary>
/// A whole course as one file to keep: a page that any browser opens without a network, and the files beside it. Written while it is sent, so its length
/// does not matter; sound, film and pictures are not packed a second time.
/// </summary>
static class CourseZip
{
    public static async Task WriteAsync(Stream to, CourseBook book, MediaStore store, bool small, Texts t, CancellationToken cancel)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, cancel);
        await using (var page = await zip.CreateEntry("index.html", CompressionLevel.Optimal).OpenAsync(cancel))
            await page.WriteAsync(Encoding.UTF8.GetBytes(Page(book, small, t)), cancel);
        foreach (var file in book.Files.SelectMany(g => g))
        {
            var takesSmall = small && file.SmallHash is not null;
            if (await store.OpenAsync(file, takesSmall, cancel) is not { } content) continue;
            await using (content)
            await using (var entry = await zip.CreateEntry($"files/{file.NameOf(takesSmall)}", CompressionLevel.NoCompression).OpenAsync(cancel))
                await content.CopyToAsync(entry, cancel);
        }
    }

    // No script, and the letters as large as the reader's own browser makes them.
    static string Page(CourseBook book, bool small, Texts t)
    {
        var html = new StringBuilder();
        html.Append("<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'\"><title>")
            .Append(Safe(book.Course.Title)).Append("</title></head><body><h1>").Append(Safe(book.Course.Title)).Append("</h1><p>").Append(Safe(book.Course.Summary)).Append("</p>");
        foreach (var lesson in book.Lessons)
        {
            html.Append("<h2>").Append(Safe(t["第{0}课", lesson.Place])).Append(' ').Append(Safe(lesson.Title)).Append("</h2>");
            foreach (var line in lesson.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)) html.Append("<p>").Append(Safe(line)).Append("</p>");
            foreach (var file in book.Files[lesson.Id]) html.Append(FileOf(file, small));
            if (lesson.Source is { } source) html.Append("<p><small>").Append(Safe(t["依据"] + Show.Colon + source)).Append("</small></p>");
        }
        return html.Append("</body></html>").ToString();
    }

    static string FileOf(LessonFile file, bool small)
    {
        var (address, words) = ($"files/{file.NameOf(small && file.SmallHash is not null)}", Safe(file.Caption ?? file.FileName));
        return file.Kind switch
        {
            LessonFileKind.Picture => $"<p><img src=\"{address}\" alt=\"{words}\" width=\"100%\"></p>",
            LessonFileKind.Audio => $"<p>{words}<br><audio controls src=\"{address}\"></audio></p>",
            _ => $"<p>{words}<br><video controls width=\"100%\" src=\"{address}\"></video></p>",
        };
    }

    static string Safe(string text) => HtmlEncoder.Default.Encode(text);
}
