using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace Yinong.Web;

/// <summary>
/// A table as CSV (RFC 4180) that spreadsheets open rightly: UTF-8 with its mark, lines end in CRLF. A text that a spreadsheet would take for a formula
/// gets an apostrophe before it; numbers stay numbers.
/// </summary>
public sealed class CsvTable
{
    const string Type = "text/csv; charset=utf-8";

    readonly StringBuilder _text = new("\uFEFF");

    public CsvTable(params IEnumerable<string> heads) => Row(heads);

    /// <summary>A line; null is an empty cell, numbers and days are written as machines read them.</summary>
    public CsvTable Row(params IEnumerable<object?> cells)
    {
        var first = true;
        foreach (var cell in cells)
        {
            if (!first) _text.Append(',');
            first = false;
            Write(cell);
        }
        _text.Append("\r\n");
        return this;
    }

    public override string ToString() => _text.ToString();

    public byte[] ToBytes() => Encoding.UTF8.GetBytes(_text.ToString());

    /// <summary>The answer of an API, to be kept under a name.</summary>
    public IResult AsResult(string fileName) => Results.File(ToBytes(), Type, fileName);

    /// <summary>The same as the answer of a page.</summary>
    public FileContentResult AsPage(string fileName) => new(ToBytes(), Type) { FileDownloadName = fileName };

    /// <summary>Sends a table that is read while it is written, in pieces, so that its length does not matter.</summary>
    public static async Task StreamAsync(HttpContext context, string fileName, IEnumerable<string> heads, IAsyncEnumerable<object?[]> rows)
    {
        var response = context.Response;
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = fileName }.ToString();
        var table = new CsvTable(heads);
        await foreach (var row in rows.WithCancellation(context.RequestAborted))
        {
            table.Row(row);
            if (table._text.Length >= PieceLength) await table.SendAsync(response, context.RequestAborted);
        }
        await table.SendAsync(response, context.RequestAborted);
    }

    const int PieceLength = 16 * 1024;

    async Task SendAsync(HttpResponse response, CancellationToken cancel)
    {
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes(_text.ToString()), cancel);
        _text.Clear();
    }

    /// <summary>Sends the lines there are and forgets them: for tables too long for memory.</summary>
    public async Task FlushAsync(Stream to, CancellationToken cancel)
    {
        await to.WriteAsync(Encoding.UTF8.GetBytes(_text.ToString()), cancel);
        _text.Clear();
    }

    void Write(object? cell)
    {
        switch (cell)
        {
            case null: break;
            case DateTime at: _text.Append(Show.TableTime(at)); break;
            case DateOnly day: _text.Append(Show.TableDay(day)); break;
            case string text: WriteText(text); break;
            case IFormattable number: _text.Append(number.ToString(null, CultureInfo.InvariantCulture)); break;
            default: WriteText(cell.ToString() ?? ""); break;
        }
    }

    void WriteText(string text)
    {
        if (text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠') text = "'" + text;
        if (text.AsSpan().IndexOfAny("\",\r\n") < 0) _text.Append(text);
        else _text.Append('"').Append(text.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"');
    }
}
