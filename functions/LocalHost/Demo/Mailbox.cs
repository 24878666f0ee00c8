using MimeKit;

namespace LocalHost.Demo;

/// <summary>A mail as its reader sees it.</summary>
/// <param name="Link">The callback link; null when the mail asks for nothing.</param>
public sealed record Mail(string Id, string To, string Subject, string Text, Uri? Link)
{
    /// <summary>The capability in the link.</summary>
    public string Token => Link is null
        ? throw new InvalidOperationException($"Mail {Id} has no link.")
        : System.Web.HttpUtility.ParseQueryString(Link.Query)["token"]!;
}

/// <summary>Reads the pickup folder as people read their mail: what is there, and what comes.</summary>
public sealed class Mailbox : IDisposable
{
    private readonly string folder;
    private readonly FileSystemWatcher watcher;
    private readonly Lock gate = new();
    private readonly Dictionary<string, Mail> mails = [];
    private readonly List<(Func<Mail, bool> Wanted, TaskCompletionSource<Mail> Found)> waiting = [];

    public Mailbox(string folder)
    {
        this.folder = folder;
        Directory.CreateDirectory(folder);
        watcher = new FileSystemWatcher(folder, "*.eml") { InternalBufferSize = 64 * 1024 };
        watcher.Created += (_, change) => Read(change.FullPath);
        watcher.Renamed += (_, change) => Read(change.FullPath);
        watcher.EnableRaisingEvents = true;
        Look();
    }

    /// <summary>Every mail that lies in the folder now: the watcher's word may still be on its way.</summary>
    public IReadOnlyList<Mail> All()
    {
        Look();
        lock (gate) return [.. mails.Values];
    }

    /// <summary>The first mail, here or to come, that is wanted.</summary>
    public Task<Mail> WaitForAsync(Func<Mail, bool> wanted, CancellationToken cancellation)
    {
        var found = new TaskCompletionSource<Mail>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (mails.Values.FirstOrDefault(wanted) is { } here) return Task.FromResult(here);
            waiting.Add((wanted, found));
        }

        return found.Task.WaitAsync(cancellation);
    }

    public void Dispose() => watcher.Dispose();

    private void Look()
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.eml")) Read(file);
    }

    private void Read(string file)
    {
        lock (gate)
        {
            if (mails.ContainsKey(Path.GetFileNameWithoutExtension(file))) return;
        }

        if (!file.EndsWith(".eml", StringComparison.Ordinal)) return;
        var mail = Parse(file);
        List<TaskCompletionSource<Mail>> found;
        lock (gate)
        {
            if (!mails.TryAdd(mail.Id, mail)) return;
            found = [.. waiting.Where(waiter => waiter.Wanted(mail)).Select(waiter => waiter.Found)];
            waiting.RemoveAll(waiter => found.Contains(waiter.Found));
        }

        foreach (var waiter in found) waiter.TrySetResult(mail);
    }

    private static Mail Parse(string file)
    {
        using var message = MimeMessage.Load(file);
        var text = message.TextBody ?? "";
        // A text may speak of other addresses: the callback link is the one with a capability in it.
        var link = text.Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(word => word.StartsWith("http", StringComparison.Ordinal) && word.Contains("?token=", StringComparison.Ordinal));
        return new Mail(
            Path.GetFileNameWithoutExtension(file),
            message.To.Mailboxes.First().Address,
            message.Subject ?? "",
            text,
            link is null ? null : new Uri(link));
    }
}
