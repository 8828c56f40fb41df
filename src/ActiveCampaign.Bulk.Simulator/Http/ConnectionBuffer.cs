using System;
using System.IO;
using System.Text;
using System.Threading.Tasks;

namespace ActiveCampaign.Bulk.Simulator.Http;

/// <summary>Reads lines, heads and counted bytes from a connection, keeping what came too early.</summary>
internal sealed class ConnectionBuffer
{
    private const int MaxHeadBytes = 64 * 1024;
    private readonly Stream _stream;
    private byte[] _buffer = new byte[16 * 1024];
    private int _start;
    private int _end;

    public ConnectionBuffer(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>Everything up to an empty line, or null where the peer has closed before the first byte.</summary>
    public async Task<string?> ReadHeadAsync()
    {
        await SkipEmptyLinesAsync().ConfigureAwait(false);
        int searched = 0;
        int length;
        while ((length = FindHeadEnd(searched)) < 0)
        {
            searched = Math.Max(0, _end - _start - 3);
            if (_end - _start > MaxHeadBytes)
                throw new BadHttpException(431, "The head is too large.");
            if (await FillAsync().ConfigureAwait(false))
                continue;
            if (_start == _end)
                return null;
            throw new EndOfStreamException();
        }

        return TakeText(length);
    }

    /// <summary>A line without its end.</summary>
    public async Task<string> ReadLineAsync()
    {
        int found;
        while ((found = Array.IndexOf(_buffer, (byte)'\n', _start, _end - _start)) < 0)
        {
            if (_end - _start > MaxHeadBytes)
                throw new BadHttpException(400, "A line is too long.");
            await FillOrThrowAsync().ConfigureAwait(false);
        }

        return TakeText(found - _start + 1).TrimEnd('\r', '\n');
    }

    /// <summary>Exactly so many bytes.</summary>
    public async Task ReadExactlyAsync(byte[] target, int offset, int count)
    {
        int buffered = Math.Min(count, _end - _start);
        Buffer.BlockCopy(_buffer, _start, target, offset, buffered);
        _start += buffered;
        while (buffered < count)
        {
            int read = await _stream.ReadAsync(target, offset + buffered, count - buffered).ConfigureAwait(false);
            if (read == 0)
                throw new EndOfStreamException();
            buffered += read;
        }
    }

    private async Task SkipEmptyLinesAsync()
    {
        while (true)
        {
            while (_start < _end && (_buffer[_start] is (byte)'\r' or (byte)'\n'))
                _start++;
            if (_start < _end || !await FillAsync().ConfigureAwait(false))
                return;
        }
    }

    private int FindHeadEnd(int searched)
    {
        for (int i = _start + searched; i + 3 < _end; i++)
        {
            if (_buffer[i] == '\r' && _buffer[i + 1] == '\n' && _buffer[i + 2] == '\r' && _buffer[i + 3] == '\n')
                return i + 4 - _start;
        }

        return -1;
    }

    private string TakeText(int length)
    {
        string text = Encoding.ASCII.GetString(_buffer, _start, length);
        _start += length;
        return text;
    }

    private async Task FillOrThrowAsync()
    {
        if (!await FillAsync().ConfigureAwait(false))
            throw new EndOfStreamException();
    }

    private async Task<bool> FillAsync()
    {
        MakeRoom();
        int read = await _stream.ReadAsync(_buffer, _end, _buffer.Length - _end).ConfigureAwait(false);
        _end += read;
        return read > 0;
    }

    private void MakeRoom()
    {
        if (_start > 0)
        {
            Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
            _end -= _start;
            _start = 0;
        }

        if (_end == _buffer.Length)
            Array.Resize(ref _buffer, _buffer.Length * 2);
    }
}
