using System.IO.Hashing;

namespace FunctionsApp.Documents.Checking;

/// <summary>The unpacked content of an entry; its end is only reached when length and checksum are right.</summary>
internal sealed class UnpackedStream(Stream unpacked, ZipEntry entry, UnpackBudget budget) : ForwardStream
{
    private readonly Crc32 crc = new();
    private long done;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.Length == 0) return 0;
        var read = await unpacked.ReadAsync(buffer, cancellationToken);
        budget.Spend(read);
        done += read;
        crc.Append(buffer.Span[..read]);
        if (done > entry.Unpacked || (read == 0 && (done != entry.Unpacked || crc.GetCurrentHashAsUInt32() != entry.Crc)))
        {
            throw new RejectedException(Rejections.Damaged);
        }

        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing) unpacked.Dispose();
        base.Dispose(disposing);
    }
}
