# What the packages have and how CPack makes them; deploy/package asks for it. Two packages, one a machine:
#   dudao        the county's machine: everything (component `county`)
#   dudao-agent  a group's device: agent, page for phones, command line (component `device`)
# Both have the programs that they need, so that one file is all there is to install; they exclude each other.

set(programs_of_county dudao dudao-broker dudao-worker dudao-engine dudao-console dudao-agent)
set(programs_of_device dudao dudao-agent)
# Made by deploy/package before CPack runs: manual pages, completions and packed changelogs.
set(made ${CMAKE_BINARY_DIR}/packaged)

function(dudao_installs component package)
  install(TARGETS ${ARGN} RUNTIME DESTINATION bin COMPONENT ${component})
  foreach(program ${ARGN})
    install(FILES ${made}/${program}.1.gz DESTINATION share/man/man1 COMPONENT ${component})
  endforeach()
  install(FILES ${made}/zh_CN/dudao.1.gz DESTINATION share/man/zh_CN/man1 COMPONENT ${component})
  install(FILES ${made}/completion.bash DESTINATION share/bash-completion/completions RENAME dudao COMPONENT ${component})
  install(FILES ${made}/completion.zsh DESTINATION share/zsh/vendor-completions RENAME _dudao COMPONENT ${component})
  install(DIRECTORY ${CMAKE_SOURCE_DIR}/console/web/dist-field/ DESTINATION share/dudao/field COMPONENT ${component})
  install(FILES ${CMAKE_SOURCE_DIR}/deploy/debian/copyright ${made}/changelog.gz DESTINATION share/doc/${package}
          COMPONENT ${component})
  install(FILES ${made}/${package}.changelog.gz DESTINATION share/doc/${package} RENAME changelog.Debian.gz
          COMPONENT ${component})
  install(FILES ${CMAKE_SOURCE_DIR}/deploy/debian/${package}.README.Debian DESTINATION share/doc/${package}
          RENAME README.Debian COMPONENT ${component})
  install(FILES ${CMAKE_SOURCE_DIR}/deploy/debian/${package}.lintian-overrides DESTINATION share/lintian/overrides
          RENAME ${package} COMPONENT ${component})
endfunction()

dudao_installs(county dudao ${programs_of_county})
install(DIRECTORY ${CMAKE_SOURCE_DIR}/console/web/dist/ DESTINATION share/dudao/web COMPONENT county)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/deploy/county/ DESTINATION share/dudao/county COMPONENT county PATTERN make EXCLUDE)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/deploy/template/ DESTINATION share/dudao/template COMPONENT county)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/deploy/calendars/ DESTINATION share/dudao/calendars COMPONENT county)
install(DIRECTORY ${CMAKE_SOURCE_DIR}/docs/ DESTINATION share/doc/dudao COMPONENT county
        FILES_MATCHING PATTERN "*.md" PATTERN pictures EXCLUDE)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/debian/dudao.service DESTINATION /lib/systemd/system COMPONENT county)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/debian/up.conf DESTINATION /etc/dudao COMPONENT county)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/nginx/dudao.conf DESTINATION share/doc/dudao/examples RENAME nginx.conf COMPONENT county)
install(DIRECTORY DESTINATION /var/lib/dudao COMPONENT county)

dudao_installs(device dudao-agent ${programs_of_device})
install(FILES ${CMAKE_SOURCE_DIR}/deploy/debian/dudao-agent@.service DESTINATION /lib/systemd/system COMPONENT device)
install(FILES ${CMAKE_SOURCE_DIR}/deploy/debian/device.toml DESTINATION share/doc/dudao-agent/examples COMPONENT device)
install(DIRECTORY DESTINATION /etc/dudao COMPONENT device)
install(DIRECTORY DESTINATION /var/lib/dudao COMPONENT device)

# CPack installs these components and builds nothing first: tests and benchmarks are not packed.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(DUDAO_REVISION 1 CACHE STRING "Debian's revision of this version")
set(CPACK_GENERATOR DEB)
set(CPACK_COMPONENTS_ALL county device)
set(CPACK_INSTALL_PREFIX /usr)
set(CPACK_SET_DESTDIR ON)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ
    WORLD_EXECUTE)
set(CPACK_PACKAGE_VENDOR "Dudao")
set(CPACK_PACKAGE_CONTACT "the Dudao authors <dudao@localhost.localdomain>")
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_PACKAGE_RELEASE ${DUDAO_REVISION})
set(CPACK_DEBIAN_PACKAGE_SECTION admin)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
set(CPACK_DEBIAN_COMPRESSION_TYPE xz)
# Time zones, the certificates of a notice's receiver, and a user of its own.
set(needed "adduser, tzdata, ca-certificates")

set(CPACK_DEBIAN_COUNTY_PACKAGE_NAME dudao)
set(CPACK_DEBIAN_COUNTY_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_COUNTY_PACKAGE_DEPENDS "${needed}, redis-server (>= 5:7.0)")
set(CPACK_DEBIAN_COUNTY_PACKAGE_CONFLICTS dudao-agent)
set(CPACK_DEBIAN_COUNTY_PACKAGE_REPLACES dudao-agent)
set(CPACK_DEBIAN_COUNTY_DESCRIPTION "supervision of a county: inspections, deadlines and the record
 Draws unannounced inspections, dispatches them to supervision groups, keeps
 the deadline of everything that must be put right, and keeps a record that
 cannot be changed without it showing. This package runs a whole county on one
 machine, as a service with pages for offices and for groups' phones.")
set(CPACK_DEBIAN_DEVICE_PACKAGE_NAME dudao-agent)
set(CPACK_DEBIAN_DEVICE_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_DEVICE_PACKAGE_DEPENDS "${needed}")
set(CPACK_DEBIAN_DEVICE_PACKAGE_CONFLICTS dudao)
set(CPACK_DEBIAN_DEVICE_PACKAGE_REPLACES dudao)
set(CPACK_DEBIAN_DEVICE_DESCRIPTION "supervision of a county: the device of a group
 Takes sealed tasks, keeps what a supervision group finds while there is no
 network, serves a page to the phones of the group, and hands everything to
 the county's machine (package dudao) when it can be reached.")
foreach(component COUNTY DEVICE)
  string(REPLACE "\n " "\n" CPACK_COMPONENT_${component}_DESCRIPTION "${CPACK_DEBIAN_${component}_DESCRIPTION}")
  unset(CPACK_DEBIAN_${component}_DESCRIPTION)
endforeach()
foreach(package dudao dudao-agent)
  file(MAKE_DIRECTORY ${made}/control/${package})
  foreach(script postinst prerm postrm)
    configure_file(${CMAKE_SOURCE_DIR}/deploy/debian/${package}.${script} ${made}/control/${package}/${script} COPYONLY)
  endforeach()
endforeach()
configure_file(${CMAKE_SOURCE_DIR}/deploy/debian/dudao.conffiles ${made}/control/dudao/conffiles COPYONLY)
foreach(script postinst prerm postrm)
  list(APPEND CPACK_DEBIAN_COUNTY_PACKAGE_CONTROL_EXTRA ${made}/control/dudao/${script})
  list(APPEND CPACK_DEBIAN_DEVICE_PACKAGE_CONTROL_EXTRA ${made}/control/dudao-agent/${script})
endforeach()
list(APPEND CPACK_DEBIAN_COUNTY_PACKAGE_CONTROL_EXTRA ${made}/control/dudao/conffiles)
include(CPack)
