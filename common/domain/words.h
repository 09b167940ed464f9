// Small enums used by several subjects.
#pragma once

#include "domain/names.h"

namespace dudao {

enum class Level { City, Township, Village, Department };
template <>
struct Names<Level> {
    static constexpr std::string_view words = "level";
    static constexpr auto table = std::to_array<Named<Level>>({{Level::City, "city"},
                                                               {Level::Township, "township"},
                                                               {Level::Village, "village"},
                                                               {Level::Department, "department"}});
};

/// domain.md §2. A person has a role by a post or a grant, within a scope (the subtree of a unit).
enum class Role {
    Leader,
    Officer,
    PlanKeeper,
    GroupHead,
    Inspector,
    UnitOfficer,
    PersonConcerned,
    Custodian,
    Witness,
    Auditor,
    Administrator,
    FirstSecretary,
    TeamMember,
    Authority,  // heads the organisation that may start and decide cases
    Superior,   // of the level above it
};
template <>
struct Names<Role> {
    static constexpr std::string_view words = "role";
    static constexpr auto table =
        std::to_array<Named<Role>>({{Role::Leader, "leader"},
                                    {Role::Officer, "officer"},
                                    {Role::PlanKeeper, "plan_keeper"},
                                    {Role::GroupHead, "group_head"},
                                    {Role::Inspector, "inspector"},
                                    {Role::UnitOfficer, "unit_officer"},
                                    {Role::PersonConcerned, "person_concerned"},
                                    {Role::Custodian, "custodian"},
                                    {Role::Witness, "witness"},
                                    {Role::Auditor, "auditor"},
                                    {Role::Administrator, "administrator"},
                                    {Role::FirstSecretary, "first_secretary"},
                                    {Role::TeamMember, "team_member"},
                                    {Role::Authority, "authority"},
                                    {Role::Superior, "superior"}});
};

/// The kind of sender that a CURVE key belongs to.
enum class KeyKind { Person, Device, Worker, Engine, Gateway, Broker };
template <>
struct Names<KeyKind> {
    static constexpr auto table = std::to_array<Named<KeyKind>>({{KeyKind::Person, "person"},
                                                                 {KeyKind::Device, "device"},
                                                                 {KeyKind::Worker, "worker"},
                                                                 {KeyKind::Engine, "engine"},
                                                                 {KeyKind::Gateway, "gateway"},
                                                                 {KeyKind::Broker, "broker"}});
};

enum class Severity { Minor, Ordinary, Serious, Grave };
template <>
struct Names<Severity> {
    static constexpr std::string_view words = "severity";
    static constexpr auto table = std::to_array<Named<Severity>>({{Severity::Minor, "minor"},
                                                                  {Severity::Ordinary, "ordinary"},
                                                                  {Severity::Serious, "serious"},
                                                                  {Severity::Grave, "grave"}});
};

/// domain.md §5, numbered 1..11 as there.
enum class Category {
    Responsibility = 1,
    Policy,
    Help,
    Identification,
    Exit,
    Funds,
    Projects,
    Records,
    Conduct,
    Rectification,
    Petition,
};
template <>
struct Names<Category> {
    static constexpr std::string_view words = "category";
    static constexpr auto table =
        std::to_array<Named<Category>>({{Category::Responsibility, "responsibility"},
                                        {Category::Policy, "policy"},
                                        {Category::Help, "help"},
                                        {Category::Identification, "identification"},
                                        {Category::Exit, "exit"},
                                        {Category::Funds, "funds"},
                                        {Category::Projects, "projects"},
                                        {Category::Records, "records"},
                                        {Category::Conduct, "conduct"},
                                        {Category::Rectification, "rectification"},
                                        {Category::Petition, "petition"}});
};

/// The kind of matter of a deadline, a notice or a step.
enum class MatterKind {
    Plan,
    Task,
    Finding,
    Rectification,
    Demand,
    Case,
    Notice,
    Proposal,
    Assignment
};
template <>
struct Names<MatterKind> {
    static constexpr auto table =
        std::to_array<Named<MatterKind>>({{MatterKind::Plan, "plan"},
                                          {MatterKind::Task, "task"},
                                          {MatterKind::Finding, "finding"},
                                          {MatterKind::Rectification, "rectification"},
                                          {MatterKind::Demand, "demand"},
                                          {MatterKind::Case, "case"},
                                          {MatterKind::Notice, "notice"},
                                          {MatterKind::Proposal, "proposal"},
                                          {MatterKind::Assignment, "assignment"}});
};

}  // namespace dudao
