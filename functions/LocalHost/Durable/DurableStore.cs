using LocalHost.Clock;
using Microsoft.Data.Sqlite;
using Microsoft.DurableTask.Client;

namespace LocalHost.Durable;

/// <summary>The rows of the store, as the one writer changes them within its transaction.</summary>
internal sealed class DurableStore : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly FileStream claim;
    private readonly List<Statement> statements = [];
    private readonly Statement begin, commit, rollback;
    private readonly Statement find, insert, renew;
    private readonly Statement addTurn, addMessage, dropMessage, startOf, addActivity, dropActivity;
    private readonly Statement dropHistory, dropInbox, dropActivities;
    private readonly Statement step, advance, firstTurn;
    private long lastKey, lastRow;

    /// <exception cref="DurableStoreException">In use, of another version, or not a store.</exception>
    public DurableStore(string path)
    {
        claim = Claim(path);
        EndedBadly = claim.Length > 0;
        try
        {
            connection = DurableSchema.OpenWriter(path);
        }
        catch (DurableStoreException)
        {
            claim.Dispose();
            throw;
        }

        begin = Prepare("BEGIN IMMEDIATE", 0);
        commit = Prepare("COMMIT", 0);
        rollback = Prepare("ROLLBACK", 0);
        find = Prepare("SELECT key, generation, status FROM instances WHERE id=$1", 1);
        insert = Prepare(
            """
            INSERT INTO instances(key,id,generation,turns,name,version,status,input,tags,created,updated) VALUES($1,$2,1,0,$3,$4,$5,$6,$7,$8,$8)
            """,
            8);
        renew = Prepare(
            """
            UPDATE instances SET generation=generation+1, turns=0, name=$2, version=$3, status=$4, input=$5, output=NULL, failure=NULL, custom=NULL,
                tags=$6, created=$7, updated=$7 WHERE key=$1
            """,
            7);
        addTurn = Prepare("INSERT INTO history(instance,turn,body) VALUES($1,$2,$3)", 3);
        addMessage = Prepare("INSERT INTO inbox(instance,row,generation,front,body) VALUES($1,$2,$3,$4,$5)", 5);
        dropMessage = Prepare("DELETE FROM inbox WHERE instance=$1 AND row=$2", 2);
        startOf = Prepare("SELECT row, body FROM inbox WHERE instance=$1 AND front=1", 1);
        addActivity = Prepare("INSERT INTO activities(instance,task,generation,name,version,input) VALUES($1,$2,$3,$4,$5,$6)", 6);
        dropActivity = Prepare("DELETE FROM activities WHERE instance=$1 AND task=$2 AND generation=$3", 3);
        dropHistory = Prepare("DELETE FROM history WHERE instance=$1", 1);
        dropInbox = Prepare("DELETE FROM inbox WHERE instance=$1", 1);
        dropActivities = Prepare("DELETE FROM activities WHERE instance=$1", 1);
        step = Prepare("UPDATE instances SET turns=$3, status=$4, custom=$5, updated=$6 WHERE key=$1 AND generation=$2", 6);
        advance = Prepare(
            """
            UPDATE instances SET generation=$3, turns=$4, status=$5, output=$6, failure=$7, custom=$8, input=CASE WHEN $9 THEN $10 ELSE input END,
                version=coalesce($11, version), updated=$12,
                created=CASE WHEN $9 THEN $12 ELSE created END WHERE key=$1 AND generation=$2
            """,
            12);
        firstTurn = Prepare("SELECT body FROM history WHERE instance=$1 AND turn=1", 1);
        Timers = new TimerRows(Prepare);
        lastKey = Last("SELECT coalesce(max(key),0) FROM instances");
        lastRow = Last("SELECT coalesce(max(row),0) FROM inbox");
        Mark(1);
    }

    public TimerRows Timers { get; }

    /// <summary>Whether the process that had the store before did not close it.</summary>
    public bool EndedBadly { get; }

    public void Begin() => begin.Run();

    public void Commit() => commit.Run();

    public void Rollback() => rollback.Run();

    /// <summary>For tests: how the disk is made to seem full.</summary>
    internal SqliteConnection Connection => connection;

    public InstanceRow? Find(string id) => find
        .Query(row => new InstanceRow(row.GetInt64(0), id, row.GetInt32(1), (OrchestrationRuntimeStatus)row.GetInt32(2)), id)
        .SingleOrDefault();

    /// <summary>Inserts a pending instance, or begins an existing one anew; its old history and all that waited for it go.</summary>
    public InstanceRow Create(string id, InstanceRow? existing, ExecutionStarted started, DateTimeOffset now, Effects effects)
    {
        var pending = (int)OrchestrationRuntimeStatus.Pending;
        var tags = started.Tags is { Count: > 0 } given ? HistoryJson.Write(given) : null;
        effects.Changed.Add((id, OrchestrationRuntimeStatus.Pending));
        if (existing is null)
        {
            var key = ++lastKey;
            insert.Run(key, id, started.Name, started.Version, pending, started.Input, tags, now.UtcTicks);
            return new InstanceRow(key, id, 1, OrchestrationRuntimeStatus.Pending);
        }

        Clear(existing.Key, effects);
        dropHistory.Run(existing.Key);
        renew.Run(existing.Key, started.Name, started.Version, pending, started.Input, tags, now.UtcTicks);
        return existing with { Generation = existing.Generation + 1, Status = OrchestrationRuntimeStatus.Pending };
    }

    public void Send(InstanceRow to, int generation, HistoryEvent item, Effects effects, bool front = false)
    {
        var row = ++lastRow;
        addMessage.Run(to.Key, row, generation, front, HistoryJson.Write(item));
        effects.Deliveries.Add(new Delivery(to.Key, to.Id, new InboxMessage(row, generation, item), front));
    }

    /// <summary>Drops where a message is stored; false if that was gone before.</summary>
    public bool Drop(long instance, InboxMessage message)
    {
        if (message.Of is { } ended) return DropActivity(ended);
        return message.Row == 0 || dropMessage.Run(instance, message.Row) == 1;
    }

    public void AddTurn(long instance, int number, byte[] turn) => addTurn.Run(instance, number, turn);

    /// <summary>False if the instance has been begun anew or purged meanwhile: nothing may be written for the old execution.</summary>
    public bool Advance(InstanceAdvance to) => 1 == (to.IsOneStep
        ? step.Run(to.Key, to.Generation, to.Turns, (int)to.Status, to.CustomStatus, to.Time.UtcTicks)
        : advance.Run(
            to.Key,
            to.Generation,
            to.NextGeneration,
            to.Turns,
            (int)to.Status,
            to.Output,
            to.Failure,
            to.CustomStatus,
            to.ReplacesInput,
            to.Input,
            to.Version,
            to.Time.UtcTicks));

    public void AddActivity(PendingActivity activity, Effects effects)
    {
        addActivity.Run(activity.Instance, activity.Task, activity.Generation, activity.Name, activity.Version, activity.Input);
        effects.Activities.Add(activity);
    }

    /// <summary>False if it was completed or dropped before.</summary>
    public bool DropActivity(PendingActivity activity) => dropActivity.Run(activity.Instance, activity.Task, activity.Generation) == 1;

    /// <summary>Keeps how an activity ended for the next host; discards it if its execution ended or began anew.</summary>
    public void Keep(PendingActivity activity, HistoryEvent ended, Effects effects)
    {
        if (!DropActivity(activity)) return;
        Send(new InstanceRow(activity.Instance, activity.Id, activity.Generation, default), activity.Generation, ended, effects);
    }

    public void DropHistory(long instance) => dropHistory.Run(instance);

    public void DropTasks(long instance, Effects effects)
    {
        dropActivities.Run(instance);
        Timers.DropAll(instance, effects);
    }

    /// <summary>Drops all that waits for the instance or on its behalf.</summary>
    /// <param name="hasTasks">False if it has neither activities nor timers.</param>
    public void Clear(long instance, Effects effects, bool hasTasks = true)
    {
        if (hasTasks) DropTasks(instance, effects);
        dropInbox.Run(instance);
        effects.Reset.Add(instance);
    }

    /// <summary>Whom the instance's execution reports to, null if nobody.</summary>
    public ParentLink? ParentOf(InstanceRow instance)
    {
        var stored = firstTurn.Query(row => HistoryJson.ReadTurn(row.Bytes(0)!).Received, instance.Key).SingleOrDefault()
            ?? startOf.Query(row => HistoryJson.ReadEvent(row.Bytes(1)!), instance.Key);
        return stored.OfType<ExecutionStarted>().FirstOrDefault()?.Parent;
    }

    public void Dispose()
    {
        foreach (var statement in statements) statement.Dispose();
        connection.Dispose();
        if (!Abandoned) Mark(0);
        claim.Dispose();
    }

    /// <summary>For a store whose process is gone, or whose disk failed: the next one that opens it is to know.</summary>
    public bool Abandoned { private get; set; }

    /// <summary>The claim's length says whether a process has the store; a killed one leaves it.</summary>
    private void Mark(int length)
    {
        claim.SetLength(length);
        claim.Flush();
    }

    private static FileStream Claim(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        try
        {
            return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException taken)
        {
            throw DurableStoreException.InUse(path, taken);
        }
    }

    private Statement Prepare(string sql, int parameters)
    {
        var statement = new Statement(connection, sql, parameters);
        statements.Add(statement);
        return statement;
    }

    private long Last(string sql)
    {
        using var statement = new Statement(connection, sql, 0);
        return statement.Query(row => row.GetInt64(0)).Single();
    }
}
