using FunctionsApp.Platform.Facts;
using FunctionsApp.Platform.Telemetry;

namespace FunctionsApp.Platform;

/// <summary>
/// Names of queues, topics, subscriptions, containers and tables. A test holds them equal to infra/topology.json, the one list.
/// </summary>
public static class Topology
{
    /// <summary>Queue: letters to people, written as mail.</summary>
    public const string Letters = "letters";

    /// <summary>Queue: letters about Orange and Red warnings to subscribers.</summary>
    public const string UrgentLetters = "letters-urgent";

    /// <summary>Queue: letters about other warnings to subscribers.</summary>
    public const string WarningLetters = "letters-warning";

    /// <summary>Queue: letters with alerts to subscribers.</summary>
    public const string BulkLetters = "letters-bulk";

    /// <summary>Queue: letters with digests to subscribers.</summary>
    public const string DigestLetters = "letters-digest";

    /// <summary>Queue: the next subscribers of a digest.</summary>
    public const string Digests = "digests";

    /// <summary>Queue: the next subscribers of a sector whom a bulletin reaches.</summary>
    public const string FanOut = "fan-out";

    /// <summary>Queue: the next webhooks of a sector that a bulletin reaches.</summary>
    public const string WebhookPages = "webhook-pages";

    /// <summary>Queue: calls to the lines of webhooks that have an Orange or Red warning.</summary>
    public const string UrgentDeliveries = "deliveries-urgent";

    /// <summary>Queue: calls to the lines of webhooks that have another warning.</summary>
    public const string WarningDeliveries = "deliveries-warning";

    /// <summary>Queue: calls to the lines of webhooks that have items of alerts.</summary>
    public const string BulkDeliveries = "deliveries-bulk";

    /// <summary>Queue: calls to the lines of webhooks that rested.</summary>
    public const string LateDeliveries = "deliveries-late";

    /// <summary>Queue: signals from other systems.</summary>
    public const string Signals = "signals";

    /// <summary>Topic: every change of state.</summary>
    public const string Facts = "facts";

    /// <summary>Subscription of <see cref="Facts"/>: wakes reviews.</summary>
    public const string ReviewsSubscription = "reviews";

    /// <summary>Subscription of <see cref="Facts"/>: collects items of industry alerts.</summary>
    public const string AlertsSubscription = "alerts";

    /// <summary>Subscription of <see cref="Facts"/>: starts and wakes warnings.</summary>
    public const string WarningsSubscription = "warnings";

    /// <summary>Subscription of <see cref="Facts"/>: starts and wakes what organisations are asked to do about warnings.</summary>
    public const string WarningTasksSubscription = "warning-tasks";

    /// <summary>Subscription of <see cref="Facts"/>: compares submissions with earlier ones.</summary>
    public const string DuplicatesSubscription = "duplicates";

    /// <summary>Subscription of <see cref="Facts"/>: opens and closes guides.</summary>
    public const string GuidesSubscription = "guides";

    /// <summary>Subscription of <see cref="Facts"/>: writes to people about what others did with an assignment, and passes on
    /// what people who left were asked.</summary>
    public const string AssignmentsSubscription = "assignments";

    /// <summary>Subscription of <see cref="Facts"/>: gives applications the experts of a call's plan.</summary>
    public const string PanelsSubscription = "panels";
    /// <summary>Subscription of <see cref="Facts"/>: starts and wakes selections, and gives back what they reserved.</summary>
    public const string SelectionsSubscription = "selections";

    /// <summary>Subscription of <see cref="Facts"/>: asks experts for the agreement of a year.</summary>
    public const string AgreementsSubscription = "agreements";

    /// <summary>Subscription of <see cref="Facts"/>: writes to people whom their organisation named or took off.</summary>
    public const string OrganisationsSubscription = "organisations";

    /// <summary>Subscription of <see cref="Facts"/>: brings digests to their subscribers.</summary>
    public const string DigestsSubscription = "digests";

    /// <summary>Subscription of <see cref="Facts"/>: wakes the approval of white papers.</summary>
    public const string WhitePapersSubscription = "white-papers";

    /// <summary>Topic: published alerts and warnings.</summary>
    public const string Bulletins = "bulletins";

    /// <summary>Subscription of <see cref="Bulletins"/>: brings them to the subscribers of their sector.</summary>
    public const string SubscribersSubscription = "subscribers";

    /// <summary>Subscription of <see cref="Bulletins"/>: brings them to the webhooks of their sector.</summary>
    public const string WebhooksSubscription = "webhooks";

    /// <summary>Container: uploads, before they are checked.</summary>
    public const string Incoming = "incoming";

    /// <summary>Container: documents that passed the checks.</summary>
    public const string Accepted = "accepted";

    /// <summary>Container: documents that failed the checks, for some days.</summary>
    public const string Rejected = "rejected";

    /// <summary>Container: the index by which submissions are compared.</summary>
    public const string Fingerprints = "fingerprints";

    /// <summary>Container: the texts that were compared.</summary>
    public const string Texts = "texts";

    /// <summary>Container: files of statistical reports.</summary>
    public const string ReportFiles = "reports";

    /// <summary>Container: released statistics, and what they were made of.</summary>
    public const string Releases = "releases";

    /// <summary>Container: white papers and what they were made of.</summary>
    public const string WhitePapers = "white-papers";

    /// <summary>Container: tiles and checkpoints of the log of records.</summary>
    public const string RecordLog = "record-log";

    public const string ApplicationsTable = "Applications";

    /// <summary>Table: the lists of all features, see <see cref="Storage.Lists"/>.</summary>
    public const string ListsTable = "Lists";

    /// <summary>Table: uploads that are under way and no part of a record yet.</summary>
    public const string UploadsTable = "Uploads";

    public const string OrganisationsTable = "Organisations";
    public const string PeopleTable = "People";
    public const string ProgrammesTable = "Programmes";
    public const string GuidesTable = "Guides";
    public const string PanelsTable = "Panels";
    public const string AgreementsTable = "Agreements";
    public const string OutboxTable = "Outbox";
    public const string AlertsTable = "Alerts";
    public const string WarningsTable = "Warnings";
    public const string WarningTasksTable = "WarningTasks";
    public const string NoticesTable = "Notices";
    public const string SelectionsTable = "Selections";

    /// <summary>Table: which application holds a project, see Selections.</summary>
    public const string ProjectsTable = "Projects";

    public const string SubscriptionsTable = "Subscriptions";
    public const string WebhooksTable = "Webhooks";
    public const string DigestsTable = "Digests";
    public const string DeliveriesTable = "Deliveries";
    public const string DuplicatesTable = "Duplicates";
    public const string CopiesTable = "Copies";
    public const string ReadingsTable = "Readings";
    public const string ReportsTable = "Reports";
    public const string ReleasesTable = "Releases";
    public const string ReleaseRoundsTable = "ReleaseRounds";
    public const string WhitePapersTable = "WhitePapers";

    /// <summary>Table: which message of a warning has a national identifier, see Warnings.</summary>
    public const string NationalTable = "National";

    /// <summary>Table: which rules of warnings are active.</summary>
    public const string RulesTable = "WarningRules";

    /// <summary>Table: what the rules of warnings found, by scope.</summary>
    public const string WatchesTable = "WarningWatches";

    /// <summary>Table: entries of the log of records, by aggregate.</summary>
    public const string RecordLogTable = "RecordLog";

    /// <summary>Setting prefix of the Service Bus connection, as the Functions host reads it.</summary>
    public const string ServiceBusConnection = "ServiceBus";

    /// <summary>Setting prefix of the storage account that holds tables and blobs.</summary>
    public const string StorageConnection = "AzureWebJobsStorage";
}
