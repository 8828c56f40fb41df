using System;
using System.IO;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Files;

/// <summary>How the text of a file is encoded, as far as its bytes tell.</summary>
/// <param name="Encoding">The encoding.</param>
/// <param name="IsSure">Whether letters beyond ASCII are certain. They are not in the many encodings of one byte a letter.</param>
internal sealed record FileEncoding(Encoding Encoding, bool IsSure)
{
    private const int Latin1 = 28591;

    /// <summary>Looks through a whole file.</summary>
    public static FileEncoding Of(Stream file)
    {
        byte[] buffer = new byte[16 * 1024];
        long[] zeros = new long[4];
        byte[] begin = [];
        long length = 0;
        Decoder strict = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
        char[] chars = new char[buffer.Length + 4];
        bool isUtf8 = true;
        for (int read = file.Read(buffer, 0, buffer.Length); read > 0; read = file.Read(buffer, 0, buffer.Length))
        {
            if (length == 0)
                begin = buffer.AsSpan(0, read < 4 ? read : 4).ToArray();
            for (int i = 0; i < read; i++)
            {
                if (buffer[i] == 0)
                    zeros[(length + i) & 3]++;
            }

            length += read;
            isUtf8 = isUtf8 && Decodes(strict, buffer, read, chars, flush: false);
        }

        isUtf8 = isUtf8 && Decodes(strict, buffer, 0, chars, flush: true);
        return ByMark(begin) ?? ByZeros(zeros, length) ?? (isUtf8 ? new FileEncoding(new UTF8Encoding(false), true) : new FileEncoding(Encoding.GetEncoding(Latin1), false));
    }

    // The longer marks first: that of UTF-32 begins like that of UTF-16.
    private static FileEncoding? ByMark(byte[] begin)
    {
        Encoding[] marked = [new UTF32Encoding(false, true), new UTF32Encoding(true, true), new UTF8Encoding(true), new UnicodeEncoding(false, true), new UnicodeEncoding(true, true)];
        Encoding? found = Array.Find(marked, encoding => begin.AsSpan().StartsWith(encoding.GetPreamble()));
        return found is null ? null : new FileEncoding(found, true);
    }

    // Each address has letters of ASCII, and their upper bytes are zero. A text in another encoding has none.
    private static FileEncoding? ByZeros(long[] zeros, long length)
    {
        long quarter = length / 4;
        (long even, long odd) = (zeros[0] + zeros[2], zeros[1] + zeros[3]);
        if (even + odd == 0)
            return null;
        if (quarter > 0 && zeros[3] >= quarter && zeros[2] * 2 > quarter)
            return new FileEncoding(new UTF32Encoding(false, false), true);
        if (quarter > 0 && zeros[0] >= quarter && zeros[1] * 2 > quarter)
            return new FileEncoding(new UTF32Encoding(true, false), true);
        return new FileEncoding(new UnicodeEncoding(even > odd, false), true);
    }

    private static bool Decodes(Decoder decoder, byte[] bytes, int count, char[] chars, bool flush)
    {
        try
        {
            decoder.GetChars(bytes, 0, count, chars, 0, flush);
            return true;
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
