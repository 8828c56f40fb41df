using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using ActiveCampaign.Bulk.Core.Validation;

namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>
/// Makes keyed digests: the first eight bytes of SHA-256 over key and text. Cut off like that it cannot be extended, and
/// it costs a third of an HMAC, which every row would pay twice. Used by one thread.
/// </summary>
internal sealed class RowDigester : IDisposable
{
    private readonly int _keyLength;
    private byte[] _text;
#if NET8_0_OR_GREATER
    private readonly byte[] _hash = new byte[32];
#else
    private readonly SHA256 _sha = SHA256.Create();
#endif

    /// <summary>Makes a digester for a key.</summary>
    public RowDigester(byte[] key)
    {
        _keyLength = key.Length;
        _text = new byte[1024];
        key.CopyTo(_text, 0);
    }

    /// <summary>The digests of one row.</summary>
    public RowDigest Digest(string email, ArraySegment<byte> content)
    {
        ulong address = Address(email);
        Reserve(content.Count);
        content.AsSpan().CopyTo(_text.AsSpan(_keyLength));
        return new RowDigest(address, Hash(content.Count));
    }

    /// <summary>The digest of an address, whatever its spelling.</summary>
    public ulong Address(string email) => Text(AddressForm.Of(email));

    /// <summary>The digest of a text as it is.</summary>
    internal ulong Text(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        return Hash(Encoding.UTF8.GetBytes(text, 0, text.Length, _text, _keyLength));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
#if !NET8_0_OR_GREATER
        _sha.Dispose();
#endif
    }

    private void Reserve(int length)
    {
        if (_keyLength + length <= _text.Length)
            return;
        byte[] larger = new byte[_keyLength + (length * 2)];
        Buffer.BlockCopy(_text, 0, larger, 0, _keyLength);
        _text = larger;
    }

    private ulong Hash(int length)
    {
#if NET8_0_OR_GREATER
        SHA256.HashData(_text.AsSpan(0, _keyLength + length), _hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(_hash);
#else
        return BinaryPrimitives.ReadUInt64LittleEndian(_sha.ComputeHash(_text, 0, _keyLength + length));
#endif
    }
}
