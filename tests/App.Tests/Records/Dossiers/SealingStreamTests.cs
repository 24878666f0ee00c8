using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using CsCheck;
using FunctionsApp.Records.Dossiers;

namespace App.Tests.Records.Dossiers;

public sealed class SealingStreamTests
{
    private static readonly byte[] Placeholder = Encoding.ASCII.GetBytes(SealingStream.Placeholder);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Seal_WritesOfAnySize_IsTheDigestOfAllBefore() =>
        Gen.Select(Gen.Byte.Array[0, 600], Gen.Int[1, 200].Array[1, 20], Gen.Bool).Sample((content, sizes, isAsync) =>
        {
            var target = new MemoryStream();
            using var sealing = new SealingStream(target);
            byte[] all = [.. content, .. Placeholder];
            for (var (at, i) = (0, 0); at < all.Length; i++)
            {
                var size = Math.Min(sizes[i % sizes.Length], all.Length - at);
                if (isAsync) sealing.WriteAsync(all.AsMemory(at, size), CancellationToken.None).AsTask().GetAwaiter().GetResult();
                else sealing.Write(all.AsSpan(at, size));
                at += size;
            }

            sealing.SealAsync(CancellationToken.None).GetAwaiter().GetResult();
            return target.ToArray().SequenceEqual([.. content, .. Encoding.ASCII.GetBytes(SealOf(content))]);
        });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Archive_OfSoManyEntries_OpensAndEndsWithItsSeal(int entries)
    {
        var file = await ArchiveAsync(entries);

        Assert.Equal(SealOf(file[..^SealingStream.SealBytes]), Encoding.ASCII.GetString(file[^SealingStream.SealBytes..]));
        using var archive = new ZipArchive(new MemoryStream(file));
        Assert.Equal(SealOf(file[..^SealingStream.SealBytes]), archive.Comment);
        Assert.Equal(Enumerable.Range(0, entries).Select(Name), archive.Entries.Select(entry => entry.FullName));
        Assert.All(archive.Entries.Index(), entry =>
        {
            Assert.Equal(entry.Item.Length, entry.Item.CompressedLength);
            using var content = new StreamReader(entry.Item.Open());
            Assert.Equal(Content(entry.Index), content.ReadToEnd());
        });
    }

    [Theory]
    [InlineData("unzip", "-t")]
    [InlineData("python3", "-m", "zipfile", "-t")]
    public async Task Archive_ByOtherReaders_IsSound(string program, params string[] arguments)
    {
        Assert.SkipUnless(IsThere(program), $"{program} is not installed.");
        var path = Path.Combine(Path.GetTempPath(), $"dossier-{Guid.NewGuid():N}.zip");
        await File.WriteAllBytesAsync(path, await ArchiveAsync(5), Cancellation);
        try
        {
            var start = new ProcessStartInfo(program, [.. arguments, path])
            {
                RedirectStandardOutput = true, RedirectStandardError = true,
            };
            using var run = Process.Start(start)!;
            var output = await Task.WhenAll(
                run.StandardOutput.ReadToEndAsync(Cancellation), run.StandardError.ReadToEndAsync(Cancellation));
            await run.WaitForExitAsync(Cancellation);
            Assert.True(run.ExitCode == 0, string.Concat(output));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public async Task Archive_NotSealed_HasNoEnd()
    {
        var target = new AsyncBody();
        await using (var sealing = new SealingStream(target))
        {
            await WriteAsync(sealing, 2);
        }

        Assert.Throws<InvalidDataException>(() => new ZipArchive(new MemoryStream(target.ToArray())));
    }

    [Fact]
    public async Task Seal_WithoutItsPlaceholder_IsRefused()
    {
        await using var empty = new SealingStream(new MemoryStream());
        await Assert.ThrowsAsync<InvalidOperationException>(() => empty.SealAsync(Cancellation));
        await using var other = new SealingStream(new MemoryStream());
        await other.WriteAsync(new byte[200], Cancellation);
        await Assert.ThrowsAsync<InvalidOperationException>(() => other.SealAsync(Cancellation));
    }

    [Fact]
    public async Task Seal_OfASealedArchive_IsRefused()
    {
        await using var sealing = new SealingStream(new MemoryStream());
        await sealing.WriteAsync(Placeholder, Cancellation);
        await sealing.SealAsync(Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => sealing.SealAsync(Cancellation));
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await sealing.WriteAsync(Placeholder, Cancellation));
    }

    private static string SealOf(byte[] content) => $"sha256:{Convert.ToHexStringLower(SHA256.HashData(content))}";

    private static string Name(int number) => $"文件/{number}/𠀀📄.txt";

    private static string Content(int number) => new('内', number * 5000);

    private static bool IsThere(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)));

    private static async Task<byte[]> ArchiveAsync(int entries)
    {
        var target = new AsyncBody();
        await using var sealing = new SealingStream(target);
        await WriteAsync(sealing, entries);
        await sealing.SealAsync(Cancellation);
        return target.ToArray();
    }

    private static async Task WriteAsync(SealingStream sealing, int entries)
    {
        await using var archive = await ZipArchive.CreateAsync(
            sealing, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8, Cancellation);
        archive.Comment = SealingStream.Placeholder;
        for (var i = 0; i < entries; i++)
        {
            await using var entry = await archive.CreateEntry(Name(i), CompressionLevel.NoCompression).OpenAsync(Cancellation);
            await entry.WriteAsync(Encoding.UTF8.GetBytes(Content(i)), Cancellation);
        }
    }
}
