using CsCheck;
using Governance.Ledger;

namespace Governance.Tests.Ledger;

public sealed class TilesTests
{
    private static readonly Gen<long> Indexes = Gen.OneOf(Gen.Long[0, 2000], Gen.Long[0, long.MaxValue >> 8]);

    [Theory]
    [InlineData(0, 1234067, 256, "tile/0/x001/x234/067")]
    [InlineData(0, 1234, 5, "tile/0/x001/234.p/5")]
    [InlineData(2, 0, 255, "tile/2/000.p/255")]
    [InlineData(7, 999, 256, "tile/7/999")]
    public void A_tile_has_the_address_of_the_specification(int level, long index, int width, string path) => Assert.Equal(path, Tiles.Path(new TileAt(level, index), width));

    [Fact]
    public void A_bundle_of_entries_has_the_address_of_the_specification() => Assert.Equal("tile/entries/x001/x234/067.p/7", Tiles.EntriesPath(1234067, 7));

    [Fact]
    public void Addresses_are_read_back() => Gen.Select(Gen.Int[0, 63], Indexes, Gen.Int[1, 256]).Sample((level, index, width) =>
        Tiles.TryParsePath(Tiles.Path(new TileAt(level, index), width), out var tile, out var w) && (tile, w) == (new TileAt(level, index), width)
        && Tiles.TryParseEntriesPath(Tiles.EntriesPath(index, width), out var bundle, out w) && (bundle, w) == (index, width));

    [Theory]
    [InlineData("")]
    [InlineData("tile/")]
    [InlineData("tile/0")]
    [InlineData("tile/0/")]
    [InlineData("tile/00/000")]
    [InlineData("tile/64/000")]
    [InlineData("tile/-1/000")]
    [InlineData("tile/+1/000")]
    [InlineData("tile/0/0")]
    [InlineData("tile/0/x000/001")]
    [InlineData("tile/0/001/001")]
    [InlineData("tile/0/x001/x001")]
    [InlineData("tile/0/xx001/001")]
    [InlineData("tile/0/1000")]
    [InlineData("tile/0/000.p/0")]
    [InlineData("tile/0/000.p/256")]
    [InlineData("tile/0/000.p/05")]
    [InlineData("tile/0/000.p/")]
    [InlineData("tile/0/000.p/5/")]
    [InlineData("tile/0/000/")]
    [InlineData("tile/0/../000")]
    [InlineData("tile/entries/000")]
    [InlineData("tile/0/x999/x999/x999/x999/x999/x999/999")]
    [InlineData("/tile/0/000")]
    public void Any_other_address_is_of_no_tile(string path) => Assert.False(Tiles.TryParsePath(path, out _, out _));

    [Theory]
    [InlineData("tile/0/000")]
    [InlineData("tile/entries/0")]
    [InlineData("tile/entries/000.p/256")]
    [InlineData("tile/entries/x000/000")]
    public void Any_other_address_is_of_no_bundle(string path) => Assert.False(Tiles.TryParseEntriesPath(path, out _, out _));

    [Fact]
    public void A_tree_of_70000_has_the_tiles_that_the_specification_counts()
    {
        var tiles = Tiles.All(70_000).GroupBy(x => (x.Level, Width: x.WidthAt(70_000))).ToDictionary(x => x.Key, x => x.Count());
        Assert.Equal(new Dictionary<(int, int), int> { [(0, 256)] = 273, [(0, 112)] = 1, [(1, 256)] = 1, [(1, 17)] = 1, [(2, 1)] = 1 }, tiles);
        Assert.Equal([new TileAt(0, 273), new TileAt(1, 1), new TileAt(2, 0)], Tiles.RightEdge(70_000));
        Assert.Equal([new TileAt(1, 0)], Tiles.RightEdge(256));
        Assert.Empty(Tiles.RightEdge(0));
    }

    [Fact]
    public void A_bundle_gives_back_its_entries() => Gen.Byte.Array[0, 300].Array[1, 256].Sample(entries =>
    {
        var bundle = EntryBundle.Write([.. entries.Select(x => (ReadOnlyMemory<byte>)x)]);
        Assert.Equal(entries, EntryBundle.Read(bundle).Select(x => x.ToArray()));
    }, iter: 20);

    [Fact]
    public void A_bundle_holds_the_longest_entry_and_none_longer()
    {
        Assert.Equal(65_535, EntryBundle.Read(EntryBundle.Write([new byte[65_535]]))[0].Length);
        Assert.Throws<EntryTooLongException>(() => EntryBundle.Write([new byte[65_536]]));
    }

    [Theory]
    [InlineData(new byte[] { })]
    [InlineData(new byte[] { 0 })]
    [InlineData(new byte[] { 0, 2, 7 })]
    [InlineData(new byte[] { 0, 1, 7, 0 })]
    public void A_bundle_that_does_not_come_out_even_is_none(byte[] bundle) => Assert.Throws<FormatException>(() => EntryBundle.Read(bundle));

    [Fact]
    public void A_bundle_of_257_entries_is_none() => Assert.Throws<FormatException>(() => EntryBundle.Read(new byte[257 * 2]));
}
