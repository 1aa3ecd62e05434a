using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using Yinong.Tests.Support;

namespace Yinong.Tests.Stations.Import;

/// <summary>The pages of the import as somebody without JavaScript goes through them.</summary>
static class ImportDoor
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    public static async Task<HttpResponseMessage> SendAsync(this Visitor visitor, string name, byte[] bytes)
    {
        var form = await visitor.GetAsync("/stations/import");
        var token = form.Document.QuerySelector("form[enctype] input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        var file = new ByteArrayContent(bytes);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        return await visitor.Http.PostAsync("/stations/import", new MultipartFormDataContent { { new StringContent(token), "__RequestVerificationToken" }, { file, "Upload", name } });
    }

    /// <summary>Uploads and answers the page on which the columns are chosen (or what there is of the same file already).</summary>
    public static async Task<Html> UploadAsync(this Visitor visitor, string name, byte[] bytes)
    {
        var answer = await visitor.SendAsync(name, bytes);
        if (answer.StatusCode != HttpStatusCode.Redirect) await Html.ReadAsync(answer, HttpStatusCode.Redirect);
        return await visitor.GetAsync(answer.Headers.Location!.ToString());
    }

    /// <summary>Uploads, takes the columns as they are suggested, and answers the page with what was found.</summary>
    public static async Task<Html> CheckedAsync(this Visitor visitor, string name, byte[] bytes, params (string Field, string Value)[] fields)
    {
        var mapping = await visitor.UploadAsync(name, bytes);
        await visitor.SubmitAsync(mapping, "逐行核对", fields);
        return await visitor.SettledAsync(mapping.Url.AbsolutePath);
    }

    /// <summary>Presses a button and answers the page when the work behind it is done.</summary>
    public static async Task<Html> PressAsync(this Visitor visitor, Html page, string button, params (string Field, string Value)[] fields)
    {
        await visitor.SubmitAsync(page, button, fields);
        return await visitor.SettledAsync(page.Url.AbsolutePath);
    }

    /// <summary>The page, once nothing runs any more.</summary>
    public static async Task<Html> SettledAsync(this Visitor visitor, string path)
    {
        for (var until = DateTime.UtcNow + Patience; ; await Task.Delay(50))
        {
            var page = await visitor.GetAsync(path);
            if (page.Document.QuerySelector("progress") is null) return page;
            Assert.True(page.Response.Headers.Contains("Refresh"));
            Assert.True(DateTime.UtcNow < until, page.Text);
        }
    }

    /// <summary>One of the four figures.</summary>
    public static int Figure(this Html page, string label) =>
        int.Parse(page.Document.QuerySelectorAll(".yn-stat").Single(s => s.QuerySelector(".l")!.TextContent == label).QuerySelector(".v")!.FirstChild!.TextContent, NumberStyles.AllowThousands, CultureInfo.InvariantCulture);

    public static int Id(this Html page) => int.Parse(page.Url.AbsolutePath.Split('/')[3], CultureInfo.InvariantCulture);
}
