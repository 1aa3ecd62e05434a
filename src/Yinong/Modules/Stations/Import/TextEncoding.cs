using System.Text;

namespace Yinong.Modules.Stations.Import;

/// <summary>In which encoding a file of text was written: UTF-8 with or without a mark, UTF-16 with one, else GB18030.</summary>
static class TextEncoding
{
    /// <summary>The encoding in which all of it can be read; null: it is no text. The stream stands anywhere afterwards.</summary>
    public static Encoding? Of(Stream file)
    {
        file.Position = 0;
        var mark = new byte[2];
        var read = file.ReadAtLeast(mark, 2, throwOnEndOfStream: false);
        if (read == 2 && mark is [0xFF, 0xFE] or [0xFE, 0xFF]) return mark[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode;
        var utf8 = new UTF8Encoding(false, throwOnInvalidBytes: true);
        if (Decodes(file, utf8)) return utf8;
        var chinese = CodePagesEncodingProvider.Instance.GetEncoding(54936, EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)!;
        return Decodes(file, chinese) ? chinese : null;
    }

    static bool Decodes(Stream file, Encoding encoding)
    {
        file.Position = 0;
        var (decoder, bytes) = (encoding.GetDecoder(), new byte[64 * 1024]);
        var chars = new char[encoding.GetMaxCharCount(bytes.Length)];
        try
        {
            for (int read; (read = file.Read(bytes)) > 0;)
                if (chars.AsSpan(0, decoder.GetChars(bytes, 0, read, chars, 0, flush: false)).Contains('\0')) return false;
            decoder.GetChars([], 0, 0, chars, 0, flush: true);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
