using System.Linq.Expressions;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Yinong.Modules.Divisions;
using Yinong.Platform.Audit;

namespace Yinong.Database;

/// <summary>What holds for every entity: names, reach, and how SQLite keeps instants and ids.</summary>
static partial class ModelConventions
{
    /// <summary>Name of the named query filter by place.</summary>
    public const string ReachFilter = "reach";

    /// <summary>Name of the named query filter by organisation.</summary>
    public const string OrganisationFilter = "organisation";

    public static void UseSnakeCase(this ModelBuilder model)
    {
        foreach (var entity in model.Model.GetEntityTypes().Where(e => !e.IsMappedToJson()))
        {
            if (entity.GetTableName() is { } table) entity.SetTableName(Snake(table));
            foreach (var property in entity.GetProperties()) property.SetColumnName(Snake(property.GetColumnName()));
        }
    }

    public static void FilterByReach(this ModelBuilder model, AppDb db)
    {
        // The kernel knows no place, so its one entity about places is named here.
        model.Entity<AuditEntry>().HasQueryFilter(ReachFilter, entry => entry.Division >= db.ReachFrom && entry.Division <= db.ReachTo);
        foreach (var entity in model.Model.GetEntityTypes().Select(e => e.ClrType).ToList())
        {
            if (typeof(IInDivision).IsAssignableFrom(entity))
                model.Entity(entity).HasQueryFilter(ReachFilter, For(entity, (IInDivision row) => row.Division >= db.ReachFrom && row.Division <= db.ReachTo));
            if (typeof(IOfOrganisation).IsAssignableFrom(entity))
                model.Entity(entity).HasQueryFilter(OrganisationFilter, For(entity, (IOfOrganisation row) => db.ReachOrganisation == null || row.OrganisationId == db.ReachOrganisation));
        }
    }

    /// <summary>Ids as 16 big-endian bytes (they sort by time), instants as microseconds since 1970.</summary>
    public static void StoreForSqlite(this ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(e => e.GetProperties()))
        {
            var type = Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType;
            if (type == typeof(Guid)) property.SetValueConverter(new ValueConverter<Guid, byte[]>(id => id.ToByteArray(true), bytes => new Guid(bytes, true)));
            if (type == typeof(DateTime)) property.SetValueConverter(new ValueConverter<DateTime, long>(at => Micros(at), micros => FromMicros(micros)));
            if (type == typeof(DateTimeOffset)) property.SetValueConverter(new ValueConverter<DateTimeOffset, long>(at => Micros(at.UtcDateTime), micros => new DateTimeOffset(FromMicros(micros))));
        }
    }

    /// <summary>Microseconds since 1970, as SQLite keeps instants.</summary>
    public static long Micros(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    public static DateTime FromMicros(long micros) => DateTime.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond);

    // The filter is written once against the interface and re-aimed at the entity, because EF wants the entity's own type.
    static LambdaExpression For<T>(Type entity, Expression<Func<T, bool>> filter)
    {
        var row = Expression.Parameter(entity, "row");
        var body = new Reaim(filter.Parameters[0], row).Visit(filter.Body);
        return Expression.Lambda(body, row);
    }

    sealed class Reaim(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : base.VisitParameter(node);

        protected override Expression VisitMember(MemberExpression node) =>
            node.Expression == from ? Expression.Property(to, node.Member.Name) : base.VisitMember(node);
    }

    static string Snake(string name) => Humps().Replace(name, "_$1").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])([A-Z])")]
    private static partial Regex Humps();
}
