using System;
using System.Linq;

namespace ActiveCampaign.Bulk.Core.Rows;

/// <summary>
/// Remembers the number of the last row of each address of an activity. Keeps digests alone, in about 20 bytes each, and
/// grows in small parts, so that growing never doubles all of it. Used by one thread.
/// </summary>
internal sealed class AddressBook
{
    private const int Shards = 256;

    private readonly Shard[] _shards = Enumerable.Range(0, Shards).Select(_ => new Shard()).ToArray();

    /// <summary>Addresses in it.</summary>
    public int Count => _shards.Sum(shard => shard.Count);

    /// <summary>The number of an address; false when it has none.</summary>
    /// <param name="address">The address's digest.</param>
    /// <param name="number">Its number.</param>
    public bool TryGet(ulong address, out int number)
    {
        number = ShardOf(address).Find(address);
        return number != 0;
    }

    /// <summary>Notes a number for an address, whatever it had.</summary>
    /// <param name="address">The address's digest.</param>
    /// <param name="number">Its number from now on; 1 or more.</param>
    public void Set(ulong address, int number)
    {
        if (number <= 0)
            throw new ArgumentOutOfRangeException(nameof(number));
        Place(address) = number;
    }

    /// <summary>Where an address's number is: 0 when it is new. Valid until the next address comes in.</summary>
    internal ref int Place(ulong address) => ref ShardOf(address).Place(address);

    private Shard ShardOf(ulong address) => _shards[(int)(address >> 56)];

    /// <summary>A part of the book: open addressing with linear probing, four fifths full at the most.</summary>
    private sealed class Shard
    {
        private ulong[] _addresses = new ulong[16];
        private int[] _numbers = new int[16];

        public int Count { get; private set; }

        public int Find(ulong address) => _numbers[IndexOf(Plain(address))];

        public ref int Place(ulong address)
        {
            ulong plain = Plain(address);
            int index = IndexOf(plain);
            if (_addresses[index] != 0)
                return ref _numbers[index];
            if ((Count + 1) * 5L > _addresses.Length * 4L)
            {
                Grow();
                index = IndexOf(plain);
            }

            Count++;
            _addresses[index] = plain;
            return ref _numbers[index];
        }

        // 0 marks an empty place; a digest of 0 shares the place of 1.
        private static ulong Plain(ulong address) => address == 0 ? 1 : address;

        // The digest is uniform: its low half, scaled to the length, is as good as any hash.
        private int IndexOf(ulong address)
        {
            int index = (int)(((address & uint.MaxValue) * (ulong)_addresses.Length) >> 32);
            while (_addresses[index] != 0 && _addresses[index] != address)
                index = index + 1 == _addresses.Length ? 0 : index + 1;
            return index;
        }

        private void Grow()
        {
            (ulong[] addresses, int[] numbers) = (_addresses, _numbers);
            int length = addresses.Length + (addresses.Length / 2);
            (_addresses, _numbers) = (new ulong[length], new int[length]);
            for (int i = 0; i < addresses.Length; i++)
            {
                if (addresses[i] == 0)
                    continue;
                int index = IndexOf(addresses[i]);
                (_addresses[index], _numbers[index]) = (addresses[i], numbers[i]);
            }
        }
    }
}
