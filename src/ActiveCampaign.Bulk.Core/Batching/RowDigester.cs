using System;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ActiveCampaign.Bulk.Core.Batching;

/// <summary>Makes keyed digests (HMAC-SHA-256, the first eight bytes). Used by one thread.</summary>
public sealed class RowDigester : IDisposable
{
    private readonly HMACSHA256 _hmac;
    private byte[] _address = new byte[256];
#if NET8_0_OR_GREATER
    private readonly byte[] _hash = new byte[32];
#endif

    /// <summary>Makes a digester for a key.</summary>
    public RowDigester(byte[] key)
    {
        _hmac = new HMACSHA256(key);
    }

    /// <summary>The digests of one row.</summary>
    public RowDigest Digest(string email, ArraySegment<byte> content) => new(Address(email), Hash(content));

    /// <summary>The digest of an address, whatever its case.</summary>
    public ulong Address(string email)
    {
        if (email is null)
            throw new ArgumentNullException(nameof(email));

#pragma warning disable CA1308 // Lower case is what addresses are compared in.
        string plain = email.Trim().ToLowerInvariant();
#pragma warning restore CA1308
        int needed = Encoding.UTF8.GetMaxByteCount(plain.Length);
        if (needed > _address.Length)
            _address = new byte[needed];
        int length = Encoding.UTF8.GetBytes(plain, 0, plain.Length, _address, 0);
        return Hash(new ArraySegment<byte>(_address, 0, length));
    }

    /// <inheritdoc/>
    public void Dispose() => _hmac.Dispose();

    private ulong Hash(ArraySegment<byte> bytes)
    {
#if NET8_0_OR_GREATER
        _hmac.TryComputeHash(bytes, _hash, out _);
        return BinaryPrimitives.ReadUInt64LittleEndian(_hash);
#else
        return BinaryPrimitives.ReadUInt64LittleEndian(_hmac.ComputeHash(bytes.Array!, bytes.Offset, bytes.Count));
#endif
    }
}
